import { createHash } from 'node:crypto';
import { AIKO } from './person.ts';
import type { Rig } from './rig.ts';

/** As many lines of the log as a message can bear. */
const LINES = 25;

/**
 * How it came to the tokens that GitLab accepts, for the message of a test that finds too many or too few: each token by
 * its fingerprint, who asked for which, where the session is kept, and what the log says of it.
 */
export function tokenStory(rig: Rig): string {
  const { sandbox, machine, owner, person } = rig;
  const { gitlab } = sandbox;
  const live = new Set(gitlab.refreshTokens(AIKO).map(({ token }) => token));
  const issued = gitlab
    .issuedTokens()
    .filter(({ kind }) => kind === 'refresh token')
    .map(({ token, at }) => `${print(token)}${live.has(token) ? ' (accepted)' : ''} at ${Math.round(at)} ms`);
  const asked = gitlab.requests.all
    .filter(({ endpoint }) => ['authorize', 'token', 'revoke'].includes(endpoint))
    .map(({ endpoint, form, at }) => {
      const { grant_type: grant, refresh_token: used, token: revoked } = form;
      const of = used ?? revoked;
      return [`${endpoint} at ${at}`, grant, of && `with ${print(of)}`].filter(Boolean).join(' ');
    });
  const inMemory = [...owner.handOver().sessions.records.values()].map(({ refreshToken }) =>
    print(refreshToken),
  );
  const log = rig
    .written()
    .split('\n')
    .filter((line) => /session\.|role\.|keychain/.test(line))
    .slice(-LINES);
  return [
    'tokens that GitLab accepts',
    `refresh tokens given out: ${issued.join(', ') || 'none'}`,
    `requests: ${asked.join('; ') || 'none'}`,
    `login pages: ${person.logins.length}; only in memory: ${inMemory.join(', ') || 'none'}`,
    `keyring: ${machine.keyring.mishap() ?? `process ${machine.keyring.pid() ?? 'stopped by the test'}`}`,
    ...log,
  ].join('\n  ');
}

/** Enough to tell one from another; a message is no place for a token. */
function print(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 8);
}
