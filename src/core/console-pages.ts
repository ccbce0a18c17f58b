import { type ConsoleAddress, readConsoleAddress } from './console-address.ts';
import { AppError } from './errors.ts';
import type { Endpoints, Favourites, Role } from './model.ts';
import { roleInUse } from './role-chain.ts';

/** Which roles open a page of the console, and which page a role opens. */

/**
 * The page that a role is to open, as its console takes it.
 * @param wanted any address of a page; below `endpoints.console`, whatever it is
 * @throws AppError `usage` where it is none, of another partition, or of another account
 */
export function pageFor(
  role: Pick<Role, 'arn' | 'chain'>,
  wanted: string,
  endpoints: Pick<Endpoints, 'console'>,
): string {
  if (isBelow(wanted, endpoints.console)) return wanted;
  const address = addressOf(wanted);
  const { partition, accountId } = roleInUse(role);
  if (address.partition !== partition) {
    throw new AppError('usage', { fault: 'page-of-partition', found: address.partition, partition });
  }
  if (address.accountId !== undefined && address.accountId !== accountId) {
    throw new AppError('usage', {
      ...{ fault: 'page-of-account', found: address.accountId, accountId },
      page: address.page,
    });
  }
  return address.page;
}

/**
 * A role's own page as a configuration or a catalogue names it, without the session of a browser that it was copied from.
 * @param partition where the role's console is
 * @returns undefined where it is no page of that partition's console
 */
export function ownPage(
  destination: string,
  partition: string,
  endpoints: Pick<Endpoints, 'console'> = {},
): string | undefined {
  if (isBelow(destination, endpoints.console)) return destination;
  const address = readConsoleAddress(destination);
  return typeof address === 'object' && address.partition === partition ? address.page : undefined;
}

/**
 * The roles that can open a page: those of its account, or of its partition where it names no account. The ones that the
 * page hints at come first, then those used last; the others stay in their order.
 */
export function rolesForPage<Known extends Pick<Role, 'id' | 'arn' | 'chain'>>(
  { partition, accountId, mentioned }: ConsoleAddress,
  roles: readonly Known[],
  { used }: Pick<Favourites, 'used'>,
): readonly Known[] {
  const lately = new Map(used.map(({ role }, index) => [role, index]));
  const there = roles
    .map((role) => ({ role, inUse: roleInUse(role) }))
    .filter(({ inUse }) => inUse.partition === partition)
    .filter(({ inUse }) => accountId === undefined || inUse.accountId === accountId)
    .map(({ role, inUse }) => ({
      role,
      isMentioned: inUse.accountId === mentioned,
      rank: lately.get(role.id) ?? Infinity,
    }));
  return there
    .sort((a, b) => Number(b.isMentioned) - Number(a.isMentioned) || compare(a.rank, b.rank))
    .map(({ role }) => role);
}

/**
 * The role that a page is opened with where nobody says one.
 * @throws AppError `usage` where it is no page, no role can open it, or several can
 */
export function onlyRoleFor(
  wanted: string,
  roles: readonly Role[],
  favourites: Pick<Favourites, 'used'>,
): Role {
  const address = addressOf(wanted);
  const found = rolesForPage(address, roles, favourites);
  const [only, ...others] = found;
  const { partition, accountId } = address;
  if (only === undefined) {
    throw new AppError('usage', {
      ...{ fault: 'page-without-role', partition },
      ...(accountId !== undefined && { accountId }),
    });
  }
  if (others.length > 0) {
    throw new AppError('usage', {
      fault: 'page-of-roles',
      roles: found.slice(0, mostListed).map(({ id }) => id),
      more: Math.max(0, found.length - mostListed),
    });
  }
  return only;
}

/** More would not fit on a screen. */
const mostListed = 40;

function addressOf(wanted: string): ConsoleAddress {
  const address = readConsoleAddress(wanted);
  if (typeof address !== 'string') return address;
  throw new AppError('usage', { fault: 'page-refused', refusal: address });
}

/** The user's own console, such as the one behind a proxy: whoever wrote it into the configuration knows it. */
function isBelow(wanted: string, console: string | undefined): boolean {
  if (console === undefined || !URL.canParse(wanted)) return false;
  return new URL(wanted).origin === new URL(console).origin;
}

/** Infinity less itself is no number. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}
