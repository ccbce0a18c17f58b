import { assertNever, isChangeOfMind } from '../core/errors.ts';
import type { Actions } from '../core/actions.ts';
import type { Owner } from '../core/owner.ts';
import type { Browser } from '../core/ports.ts';
import type { Attention, StateStore } from '../core/state.ts';
import type { Wanted } from './wanted.ts';
import type { TrayIntent } from './tray-item.ts';

interface Parts {
  readonly actions: Actions;
  readonly state: StateStore;
  readonly browser: Browser;
  /** @param wanted what the user wants to see there */
  readonly showWindow: (wanted?: Wanted) => void;
  readonly quit: () => void;
  readonly outlast: Owner['outlast'];
}

/** What clicks in the tray do. */
export function createTrayIntents({ actions, state, browser, showWindow, quit, outlast }: Parts) {
  /** A click in the tray has no place of its own for bad news: the window says it. */
  function orExplain(work: Promise<unknown>): void {
    void work.catch((error: unknown) => {
      if (!isChangeOfMind(error)) showWindow();
    });
  }

  /** The question of an earlier click may be out of sight by now. */
  function showQuestion(roleId: string): void {
    if (state.get().attention.some((one) => isByApp(one) && one.role === roleId)) showWindow();
  }

  return (intent: TrayIntent): void => {
    switch (intent.type) {
      case 'open-console': {
        const { type: _type, roleId, renews, ...wish } = intent;
        if (renews !== undefined) outlast(roleId, renews.access, renews.until);
        showQuestion(roleId);
        orExplain(actions.openConsole(roleId, browser, wish));
        return;
      }
      case 'deliver': {
        const { roleId, deliveryId, renews } = intent;
        if (renews !== undefined) outlast(roleId, renews.access, renews.until);
        showQuestion(roleId);
        orExplain(actions.deliver(roleId, { sink: deliveryId }));
        return;
      }
      case 'turn-endpoint': {
        orExplain(actions.turnEndpoint(intent.on));
        return;
      }
      case 'sign-in': {
        orExplain(actions.signIn(intent.identityId, browser));
        return;
      }
      case 'cancel-sign-in': {
        orExplain(actions.cancelSignIn(intent.identityId));
        return;
      }
      case 'sign-out': {
        orExplain(actions.signOut(intent.identityId));
        return;
      }
      case 'lock': {
        actions.lock.ask();
        showWindow();
        return;
      }
      case 'show-window': {
        showWindow();
        return;
      }
      case 'show-settings': {
        showWindow({ page: 'settings' });
        return;
      }
      case 'show-services': {
        showWindow({ page: 'services', roleId: intent.roleId });
        return;
      }
      case 'quit': {
        quit();
        return;
      }
      default:
        return assertNever(intent);
    }
  };
}

/** The app itself waits for the answer. */
export function isByApp(one: Attention): boolean {
  return one.kind === 'confirmation-needed' && one.by === 'app';
}
