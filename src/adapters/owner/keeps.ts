import { findRole } from '../../core/current-config.ts';
import { AppError } from '../../core/errors.ts';
import type { Access, AwsCredentials, Role } from '../../core/model.ts';
import type { Owner } from '../../core/owner.ts';
import type { Clock } from '../../core/ports.ts';
import { accessOf, withAccess } from '../../core/role-access.ts';
import { isSameSession } from '../../core/role-chain.ts';
import { configInUse } from '../../core/state.ts';
import type { OwnerMessage, ResponseOf } from './protocol.ts';

/** Somebody for whom something is kept fresh. */
export interface Listener {
  /** Says something that the next of its kind replaces: whoever does not listen gets the newest alone. */
  tell(message: OwnerMessage): void;
  /** Resolves when there is nobody any more. */
  gone(): Promise<void>;
}

/** Whoever serves a role to others, such as an endpoint, and so wants the newest credentials always at hand. */
export interface Keeps {
  /**
   * Has the role kept fresh for the client until the client goes, this owner ends, or the role becomes another one.
   * @throws AppError `config_*`, `unknown_role`, `owner_busy` where too many are kept already
   */
  keep(role: string, access: Access | undefined, client: Listener): Promise<ResponseOf<'keep'>>;
}

/** Half of the connections that there may be: the others are for commands. */
const most = 256;

export function createKeeps(owner: Owner, clock: Clock): Keeps {
  const { actions, state } = owner;
  let count = 0;

  async function keepOne(wanted: string, access: Access | undefined, client: Listener): Promise<void> {
    owner.look();
    const begun = findRole(await actions.loadConfig(), wanted);
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    let fresh: AwsCredentials | undefined;
    let told: AwsCredentials | undefined;
    /** A client that comes from an owner before this one may hold something still. */
    let mayHold = true;

    function look(): void {
      const role = configInUse(state.get())?.roles.find(({ id }) => id === begun.id);
      const ends = state.get().roles.get(begun.id)?.sessionEnds;
      const until = role && ends?.[accessOf(withAccess(role, access))];
      // Gone with the session, with its user, or with time.
      if (until === undefined) fresh = undefined;
      if (role === undefined || !isSameSession(role, begun)) {
        sayNothingIsLeft();
        end();
      } else if (role.confirm) {
        // It may be asked for, again and again, and be refused.
        sayNothingIsLeft();
      } else if (fresh === undefined || until === undefined) {
        if (told !== undefined || isSignedOut(role)) sayNothingIsLeft();
      } else if (fresh !== told) {
        told = fresh;
        mayHold = true;
        client.tell(credentialsMessage(fresh, role, until - clock.now()));
      }
    }

    function sayNothingIsLeft(): void {
      told = undefined;
      if (mayHold) client.tell({ type: 'no-credentials' });
      mayHold = false;
    }

    function isSignedOut(role: Role): boolean {
      return state.get().sessions.get(role.identity)?.status === 'signed-out';
    }

    const taken = (credentials: AwsCredentials): void => {
      fresh = credentials;
      look();
    };
    const lease = owner.keepFresh(begun.id, taken, access);
    const unsubscribe = state.subscribe(look);
    const callOff = owner.onEnd(end);
    void client.gone().then(end);
    look();
    await over;
    lease.release();
    unsubscribe();
    callOff();
  }

  return {
    async keep(wanted, access, client) {
      if (count >= most) throw new AppError('owner_busy', {});
      count += 1;
      try {
        await keepOne(wanted, access, client);
        return {};
      } finally {
        count -= 1;
      }
    },
  };
}

function credentialsMessage(credentials: AwsCredentials, { region }: Role, leftMs: number): OwnerMessage {
  return { type: 'credentials', value: { ...credentials, region, leftMs } };
}
