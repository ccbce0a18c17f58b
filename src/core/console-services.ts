import { absentServices } from './console-service-absences.ts';
import { globalServices, regionalServices, type ServiceRow } from './console-service-table.ts';
import { AppError } from './errors.ts';

/** A page of AWS's console that people open often enough to call it by a name. */
export interface ConsoleService {
  readonly id: string;
  /** AWS's own name for it: the same in every language. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Below the console's host, with the place on the page where it has one. */
  readonly path: string;
  /** One page for all regions. */
  readonly isGlobal: boolean;
}

/** In the order of their names. */
export const consoleServices: readonly ConsoleService[] = [
  ...regionalServices.map((row) => service(row, false)),
  ...globalServices.map((row) => service(row, true)),
].sort((a, b) => a.name.localeCompare(b.name, 'en'));

const byId: ReadonlyMap<string, ConsoleService> = new Map(consoleServices.map((one) => [one.id, one]));

/** What is offered to whoever has not opened any yet: ids. */
export const commonServices: readonly string[] = ['ec2', 's3', 'lambda', 'logs', 'cloudformation', 'iam'];

export function serviceById(id: string): ConsoleService | undefined {
  return byId.get(id);
}

/**
 * The one service that a text means: its id, its name or another name of its, with or without its hyphens and spaces,
 * or the beginning of those of no other service.
 */
export function findService(text: string): ConsoleService | undefined {
  const wanted = plain(text);
  if (wanted === '') return undefined;
  const exact = consoleServices.find((one) => namesOf(one).includes(wanted));
  if (exact !== undefined) return exact;
  const begun = consoleServices.filter((one) => namesOf(one).some((name) => name.startsWith(wanted)));
  return begun.length === 1 ? begun[0] : undefined;
}

/**
 * @param partition where it is to open
 * @throws AppError `usage` where no service is meant for sure, or it is not there
 */
export function requiredService(text: string, partition = 'aws'): ConsoleService {
  const service = findService(text);
  if (service !== undefined && isOffered(service, partition)) return service;
  if (service !== undefined) {
    throw new AppError('usage', { fault: 'service-elsewhere', name: service.name, partition });
  }
  const near = nearestServices(text, 4).map(({ id }) => id);
  throw new AppError('usage', { fault: 'service-unknown', name: text.slice(0, longestText), near });
}

/** As far as is known: AWS's own page says it where it is not. */
export function isOffered({ id }: Pick<ConsoleService, 'id'>, partition: string): boolean {
  return !(Object.hasOwn(absentServices, partition) && absentServices[partition]?.includes(id));
}

/** The services whose names are nearest to a text, best first. @param count at most so many */
export function nearestServices(text: string, count: number): readonly ConsoleService[] {
  const wanted = plain(text.slice(0, longestText));
  return consoleServices
    .map((one) => ({ one, distance: Math.min(...namesOf(one).map((name) => distance(wanted, name))) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ one }) => one);
}

/** The service that a page is of: the one whose own address it goes on from, else another page of the same console. */
export function serviceOfPage(page: string): ConsoleService | undefined {
  const { pathname, hash } = new URL(page);
  const path = `${pathname.slice(1)}${hash}`;
  const [first] = path.split(/[/#]/);
  const same = consoleServices.filter((one) => one.path.split(/[/#]/)[0] === first);
  const begun = same.filter((one) => path.startsWith(one.path) || path === one.path.replace(/:.*/s, ''));
  const longest = begun.toSorted((a, b) => b.path.length - a.path.length)[0];
  return longest ?? same.find((one) => !one.path.includes('#')) ?? same[0];
}

/**
 * The address of a service's page.
 *
 * @param console the console's home page in the account's partition. Its bare host leads on to the region's own, in
 * every partition, and so keeps the page
 */
export function servicePage({ path, isGlobal }: ConsoleService, region: string, console: string): string {
  // AWS's services are right below the host, wherever its home page is.
  const page = new URL(`/${path}`, console);
  if (!isGlobal) page.searchParams.set('region', region);
  return page.href;
}

/** No name is longer, and comparing takes its time. */
const longestText = 60;

function service([id, name, path, ...aliases]: ServiceRow, isGlobal: boolean): ConsoleService {
  return { id, name, aliases, path, isGlobal };
}

const plainNames = new WeakMap<ConsoleService, readonly string[]>();

function namesOf(one: ConsoleService): readonly string[] {
  const known = plainNames.get(one);
  if (known !== undefined) return known;
  const names = [one.id, one.name, ...one.aliases].map(plain);
  plainNames.set(one, names);
  return names;
}

/** As people type it: `Step Functions`, `step-functions` and `stepfunctions` are one. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/^(?:aws|amazon)[\s-]+/, '')
    .replace(/[^a-z0-9]/g, '');
}

/** How far a typed text is from a name: a name that begins with it or has it inside is near, whatever follows. */
function distance(wanted: string, name: string): number {
  if (name.startsWith(wanted)) return 0.5;
  if (name.includes(wanted)) return 1;
  return edits(wanted, name);
}

/** How many letters must be put in, left out, replaced or swapped to get from one word to the other. */
function edits(from: string, to: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = last;
    last = next;
  }
  return last[to.length] ?? 0;
}
