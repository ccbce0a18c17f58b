import { AppError } from '../../core/errors.ts';
import type { RoleId } from '../../core/model.ts';
import type { Delivered, Withdrawal } from '../../core/delivery-ports.ts';
import type { Clock } from '../../core/ports.ts';

/** The system's clipboard, as far as it is needed here. */
export interface Clipboard {
  read(): Promise<string>;
  /** A secret is marked as one for histories, synchronisation and clipboard managers, where the platform can. */
  write(text: string, options?: { readonly secret: boolean }): Promise<void>;
  clear(): Promise<void>;
}

/** Programs ask each other for what is on the clipboard, and one that hangs would never answer; milliseconds. */
const patience = 2_000;
/** Windows lets one program at a time look: the next moment is a better one. Milliseconds. */
const pause = 200;
const attempts = 3;

interface Loan {
  readonly text: string;
  readonly role: RoleId;
  callOff(): void;
  returned(how: 'cleared' | 'gone'): void;
  lost(error: AppError): void;
}

/** The clipboard, as a place for secrets. There is one of them, however many sinks copy: it holds one thing at a time. */
export interface ClipboardLender extends Withdrawal {
  /**
   * A new loan takes the place of the one before. Fails with `clipboard_failed`.
   * @param forMs how long it stays there, in milliseconds
   */
  lend(role: RoleId, text: string, forMs: number): Promise<Delivered>;
}

/**
 * Puts secrets on the clipboard, and takes them off again after a while, where they are still there: what the user has
 * copied meanwhile is left alone. For the same reason a clipboard that cannot be read is not cleared. The user is told
 * instead, and what was lent is not forgotten: the next withdrawal tries once more.
 */
export function createClipboardLender(clipboard: Clipboard, clock: Clock): ClipboardLender {
  let loan: Loan | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** One thing at a time: what is cleared must be what was looked at. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  /** @param isOverdue its time is up  @returns why it may still be there */
  async function takeBack(wanted: Loan | undefined, isOverdue = false): Promise<AppError | undefined> {
    if (wanted === undefined || wanted !== loan) return undefined;
    wanted.callOff();
    const result = await takeOff(wanted.text);
    if (result instanceof AppError) {
      wanted.lost(result);
      return result;
    }
    loan = undefined;
    wanted.returned(isOverdue ? result : 'gone');
    return undefined;
  }

  /** Clears the clipboard where it holds this text; it was `gone` where it does not. @returns or why it may still be there */
  async function takeOff(text: string): Promise<AppError | 'cleared' | 'gone'> {
    for (let attempt = 1; ; attempt++) {
      try {
        if ((await inTime(clipboard.read())) !== text) return 'gone';
        await inTime(clipboard.clear());
        return 'cleared';
      } catch (cause) {
        if (attempt === attempts)
          return new AppError('clipboard_not_cleared', { reason: reasonOf(cause) }, { cause });
        await new Promise<void>((resolve) => void clock.after(pause, resolve));
      }
    }
  }

  /** Who has been told that it failed knows of no secret on the clipboard. The same may have been lent again since. */
  async function takeOffLateArrival(text: string): Promise<void> {
    if (loan?.text !== text) await takeOff(text);
  }

  function inTime<Value>(work: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const callOff = clock.after(patience, () => reject(new Error('it does not answer')));
      void work.then(resolve, reject).finally(callOff);
    });
  }

  return {
    place: 'clipboard',

    lend: (role, text, forMs) =>
      inTurn(async () => {
        const writing = clipboard.write(text, { secret: true });
        try {
          await inTime(writing);
        } catch (cause) {
          void writing.then(
            () => inTurn(() => takeOffLateArrival(text)),
            () => undefined,
          );
          throw new AppError('clipboard_failed', { reason: reasonOf(cause) }, { cause });
        }
        loan?.callOff();
        loan?.returned('gone');
        const over = new Promise<'cleared' | 'gone'>((resolve, reject) => {
          const lent: Loan = {
            text,
            role,
            callOff: clock.after(forMs, () => void inTurn(() => takeBack(lent, true))),
            returned: resolve,
            lost: reject,
          };
          loan = lent;
        });
        return { kind: 'lent', forMs, over };
      }),

    withdraw: (isMeant) =>
      inTurn(async () => {
        const failure = await takeBack(loan !== undefined && isMeant(loan.role) ? loan : undefined);
        return failure === undefined ? [] : [failure];
      }),
  };
}

/** Why it failed, in its own words. They never hold what was to be written. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it does not say why';
}
