import { type ConsoleAddress, readConsoleAddress } from '../core/console-address.ts';
import { rolesForPage } from '../core/console-pages.ts';
import { consoleServices, isOffered, serviceOfPage } from '../core/console-services.ts';
import { AppError } from '../core/errors.ts';
import { roleInUse } from '../core/role-chain.ts';
import { configInUse, type State } from '../core/state.ts';
import type { PastedPageView } from '../shared/page-view.ts';
import type { CallHandlers } from './ipc.ts';
import type { Outcomes } from './outcome.ts';

export type PageHandlers = Pick<CallHandlers, 'services:list' | 'page:read'>;

interface Parts {
  readonly state: () => State;
  readonly outcomes: Outcomes;
}

/** What a console can open by name, and by an address that the user has pasted. */
export function createPageHandlers({ state, outcomes: { answer } }: Parts): PageHandlers {
  return {
    'services:list'({ roleId }) {
      const role = configInUse(state())?.roles.find(({ id }) => id === roleId);
      const partition = role === undefined ? 'aws' : roleInUse(role).partition;
      const views = consoleServices.map(({ id, name, aliases }) => ({ id, name, aliases }));
      return Promise.resolve({
        ok: true,
        services: views.filter((one) => isOffered(one, partition)),
        absent: views.filter((one) => !isOffered(one, partition)),
        partition,
      });
    },
    'page:read': ({ text }) => answer(Promise.resolve().then(() => ({ page: pasted(text, state()) }))),
  };
}

function pasted(text: string, state: State): PastedPageView {
  const address = pastedAddress(text);
  const { partition, region, accountId } = address;
  return {
    name: nameOf(address),
    partition,
    ...(region !== undefined && { region }),
    ...(accountId !== undefined && { accountId }),
    roleIds: rolesForPage(address, configInUse(state)?.roles ?? [], state.favourites).map(({ id }) => id),
  };
}

/** @throws AppError `usage` */
export function pastedAddress(text: string): ConsoleAddress {
  const address = readConsoleAddress(text);
  if (typeof address !== 'string') return address;
  throw new AppError('usage', { fault: 'page-refused', refusal: address });
}

/** So much of a path tells what is there. */
const longestName = 40;

function nameOf({ page }: ConsoleAddress): string {
  const path = new URL(page).pathname.slice(1).replace(/\/$/, '');
  if (path === '' || path === 'console/home') return '';
  const [first = ''] = path.split('/');
  return serviceOfPage(page)?.name ?? first.slice(0, longestName);
}
