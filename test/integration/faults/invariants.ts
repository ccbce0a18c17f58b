import { inspect } from 'node:util';
import { expect } from 'vitest';
import type { AppError, ErrorCode } from '../../../src/core/errors.ts';
import type { ErrorView } from '../../../src/shared/view.ts';
import { secretsIn, secretsOf } from '../../e2e/support/secrets.ts';
import { AIKO } from './person.ts';
import { CANARY, type Rig } from './rig.ts';
import { tokenStory } from './token-story.ts';

/**
 * What has become of the session's token.
 * - `live`: it is the one that GitLab accepts, and GitLab accepts no other.
 * - `lost`: GitLab has replaced it, and the reply with the new one never arrived.
 * - `over`: neither side holds one.
 * - `locked`: nobody can look; what comes after the fault tells.
 */
export type TokenState = 'live' | 'lost' | 'over' | 'locked';

/** One row of the fault matrix. */
export interface Row {
  /** Makes it go wrong. @returns what sets it right again */
  readonly strikes: (rig: Rig) => (() => unknown) | Promise<() => unknown>;
  /** What the user does meanwhile; a click on a role where nothing is said. */
  readonly does?: (rig: Rig) => Promise<AppError | undefined>;
  /** The message; without one, the user gets what they want and is told nothing. */
  readonly says?: { readonly code: ErrorCode; readonly words: readonly string[] };
  /** Roles whose message stays until they are clicked again, because only somebody else can mend the cause. */
  readonly stays?: readonly string[];
  /** `live` where nothing is said. */
  readonly token?: TokenState;
  /** Tokens that GitLab gave out before and nobody has: their replies were lost. */
  readonly orphans?: number;
  /** How many login pages were needed, from the fault to the next success; none where nothing is said. */
  readonly logins?: number;
}

/** Lets a fault happen to somebody who is signed in, lifts it, and holds all of it against the four invariants. */
export async function suffer(rig: Rig, row: Row): Promise<void> {
  const { person } = rig;
  const foreign = await rig.foreignFiles();
  const pages = person.logins.length;
  const consoles = person.consoles.length;
  const lift = await row.strikes(rig);

  const failure = await (row.does ?? ((one) => one.click()))(rig);
  expect(failure?.code, inspect(failure)).toBe(row.says?.code);
  const { token = 'live', orphans = 0 } = row;
  await expectTokens(rig, token, orphans);
  expectOneMessage(rig, row.says);
  expectNobodyBusy(rig);
  expectNoSecret(rig, [failure]);
  // Whoever is told that it did not work is not sent to a console or login page at the same time.
  if (row.says !== undefined) expect(person.consoles).toHaveLength(consoles);

  await lift();
  await expectToWork(rig, {
    orphans: token === 'lost' ? orphans + 1 : orphans,
    ...(row.stays && { stays: row.stays }),
  });
  expect(person.logins.length - pages, 'login pages').toBe(row.logins ?? 0);
  expectNoSecret(rig, [failure]);
  expect(await rig.foreignFiles()).toEqual(foreign);
}

/** A click brings the console of its role, and nothing is left of an earlier fault. */
export async function expectToWork(
  rig: Rig,
  { orphans = 0, stays = [] }: Pick<Row, 'orphans' | 'stays'> = {},
): Promise<void> {
  const failure = await rig.click();
  expect(failure, inspect(failure)).toBeUndefined();
  expect(await rig.person.lastConsole()).toContain('assumed-role/Admin/');
  const failed = rig.view().roles.filter(({ activity }) => activity.status === 'failed');
  expect(failed.map(({ id }) => id)).toEqual(stays);
  expect(errorsIn(rig)).toHaveLength(stays.length);
  expectNobodyBusy(rig);
  await expectTokens(rig, 'live', orphans);
}

/** First invariant: asked of GitLab's own store and of the keychain, seen from outside. */
export async function expectTokens(rig: Rig, state: TokenState, orphans = 0): Promise<void> {
  if (state === 'locked') return;
  const accepted = rig.sandbox.gitlab.refreshTokens(AIKO).map(({ token }) => token);
  const stored = await storedTokens(rig);
  switch (state) {
    case 'live':
      expect(accepted, tokenStory(rig)).toHaveLength(1 + orphans);
      expect(stored, 'stored tokens').toHaveLength(1);
      expect(accepted).toContain(stored[0]);
      return;
    case 'lost':
      expect(stored, 'stored tokens').toHaveLength(1);
      expect(accepted).not.toContain(stored[0]);
      return;
    case 'over':
      expect(stored, 'stored tokens').toEqual([]);
      expect(accepted, tokenStory(rig)).toHaveLength(orphans);
  }
}

/** The refresh tokens of this rig's application: in the keychain, or in memory where no keychain takes one. */
async function storedTokens({ machine, owner, sandbox }: Rig): Promise<readonly string[]> {
  const memory = [...owner.handOver().sessions.records.values()].map(({ refreshToken }) => refreshToken);
  if (memory.length > 0 || machine.keyring.pid() === undefined) return memory;
  const items = await machine.keyring.items('Tobira');
  return items
    .filter(({ account }) => account.includes(` ${sandbox.gitlab.issuer} `))
    .map(({ secret = '{}' }) => String((JSON.parse(secret) as { refreshToken?: unknown }).refreshToken));
}

/** Second invariant: what the user sees is one message, and it says what to do. */
export function expectOneMessage(rig: Rig, says: Row['says']): void {
  const errors = errorsIn(rig);
  if (says === undefined) {
    expect(errors).toEqual([]);
    return;
  }
  expect(errors, inspect(errors)).toHaveLength(1);
  const [error] = errors;
  if (error === undefined) return;
  const { code, title, happened, advice, action } = error;
  expect(code).toBe(says.code);
  expect(title).toMatch(/^\S.+\.$/s);
  // A button, or a sentence that begins with what to do.
  expect(action ?? imperative.exec(advice)?.[0], advice).toBeDefined();
  const text = `${title} ${happened} ${advice}`.toLowerCase();
  for (const words of says.words) expect(text).toContain(words.toLowerCase());
}

const imperative =
  /(^|[.:,;] )(ask|allow|check|choose|close|have|look|set|sign|start|try|unlock|wait|write)\b/i;

function errorsIn(rig: Rig): readonly ErrorView[] {
  const { config, identities, roles, alarms } = rig.view();
  expect(alarms).toEqual([]);
  return [
    ...(config.status === 'failed' ? [config.error] : []),
    ...identities.flatMap(({ session }) =>
      session.status === 'signed-out' && session.error ? [session.error] : [],
    ),
    ...roles.flatMap(({ activity }) => (activity.status === 'failed' ? [activity.error] : [])),
  ];
}

/** Third invariant: no secret that the stand-ins have seen or given out stands anywhere that somebody may read. */
export function expectNoSecret(rig: Rig, failures: readonly (AppError | undefined)[]): void {
  const secrets = new Map(secretsOf(rig.sandbox)).set('canary', CANARY);
  for (const [index, code] of rig.person.codes.entries()) secrets.set(`code ${index}`, code);
  const told = failures.map((failure) => [failure?.message, failure?.details]);
  const texts = { written: rig.written(), view: JSON.stringify(rig.view()), told: JSON.stringify(told) };
  for (const [place, text] of Object.entries(texts)) expect(secretsIn(text, secrets), place).toEqual([]);
}

/** Fourth invariant, while the fault lasts: nothing is left that seems to be under way. */
export function expectNobodyBusy(rig: Rig): void {
  const { config, identities, roles } = rig.view();
  expect(config.status).not.toBe('loading');
  for (const { session } of identities) expect(['signed-in', 'signed-out']).toContain(session.status);
  for (const { activity } of roles) expect(activity.status).not.toBe('busy');
}
