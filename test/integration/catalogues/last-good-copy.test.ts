import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/core/errors.ts';
import {
  answer,
  captivePortal,
  resetBefore,
  signInInstead,
  tooManyRequests,
  unavailable,
  type Fault,
} from '../../sandbox/gitlab/fault.ts';
import { failure } from '../adapters/oidc-rig.ts';
import { openCatalogueHousehold, rolesIn, shown, textWith } from './household.ts';

describe('a team’s catalogue', () => {
  it('is read after one login at its own application, and tells what is new in the next version', async () => {
    const { start, browser, catalogue, gitlab, secrets } = await openCatalogueHousehold({}, 'own');
    const owner = await start();
    expect(await failure(owner.catalogues.refresh('team'))).toMatchObject({ code: 'catalogue_login_needed' });
    await owner.catalogues.login('team', browser);
    expect(rolesIn(owner)).toEqual(['one']);
    expect(shown(owner)).toMatchObject({ status: 'current', roles: 1, signedIn: true });
    expect(shown(owner).change).toBeUndefined();
    catalogue.push(textWith('one', 'two', 'three'));
    await owner.catalogues.refresh('team');
    expect(rolesIn(owner)).toEqual(['one', 'two', 'three']);
    expect(shown(owner).change).toMatchObject({
      added: [{ id: 'two' }, { id: 'three' }],
      changed: [],
      removed: [],
    });
    // The application of the login was never asked for anything.
    const asked = gitlab.requests.to('authorize').map(({ query }) => query['client_id']);
    expect(asked.filter((id) => id !== undefined && id !== catalogue.clientId)).toEqual([]);
    expect([...secrets.entries.keys()]).toEqual([
      `catalogue:${catalogue.clientId} ${gitlab.issuer} ${catalogue.clientId}`,
    ]);
  });

  it('is there at a start without a network, and GitLab says 304 to it at the next look', async () => {
    const { start, browser, gitlab } = await openCatalogueHousehold();
    const first = await start();
    await first.catalogues.login('team', browser);
    await first.end();
    const ends = gitlab.faults.add('*', resetBefore());
    const second = await start();
    expect(rolesIn(second)).toEqual(['one']);
    expect((await failure(second.catalogues.refresh('team'))).code).toBe('network_unreachable');
    expect(rolesIn(second)).toEqual(['one']);
    expect(shown(second).status).toBe('stale');
    ends();
    gitlab.requests.clear();
    await second.catalogues.refresh('team');
    expect(shown(second)).toMatchObject({ status: 'current', roles: 1 });
    expect(gitlab.requests.to('repository-file')[0]?.headers['if-none-match']).toMatch(/^W\/"/);
  });

  it('leaves on disk what only its user can read, with no token in it', async () => {
    const { start, browser, state, gitlab } = await openCatalogueHousehold();
    await (await start()).catalogues.login('team', browser);
    const folder = join(state, 'catalogues');
    const [name = '', ...more] = await readdir(folder);
    expect(more).toEqual([]);
    expect([(await stat(folder)).mode & 0o777, (await stat(join(folder, name))).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);
    const text = await readFile(join(folder, name), 'utf8');
    for (const { token } of gitlab.issuedTokens()) expect(text).not.toContain(token);
  });

  it('comes from its place again where the copy on disk cannot be read, or is of another place', async () => {
    const { start, browser, state } = await openCatalogueHousehold();
    const first = await start();
    await first.catalogues.login('team', browser);
    await first.end();
    const [name = ''] = await readdir(join(state, 'catalogues'));
    const path = join(state, 'catalogues', name);
    const copy = await readFile(path, 'utf8');
    for (const spoilt of ['{', '[]', copy.replace('roles.yaml', 'other.yaml'), copy.slice(0, -20)]) {
      await writeFile(path, spoilt);
      await chmod(path, 0o600);
      const next = await start();
      expect(rolesIn(next)).toEqual([]);
      await next.catalogues.refresh('team');
      expect(rolesIn(next)).toEqual(['one']);
      await next.end();
    }
  });

  const kept: Readonly<Record<string, readonly [Fault, ErrorCode]>> = {
    'is GitLab’s sign-in page': [signInInstead(), 'catalogue_not_text'],
    'is a hotel’s page': [captivePortal(), 'catalogue_not_text'],
    'is of 50 MB': [answer(200, '#'.repeat(50_000_000)), 'catalogue_too_large'],
    'is a 404': [answer(404, '{"message":"404 File Not Found"}'), 'catalogue_not_found'],
    'is a 401, also to a fresh token': [answer(401, '{"error":"invalid_token"}'), 'catalogue_login_needed'],
    'is a 403': [answer(403, '{"error":"insufficient_scope"}'), 'catalogue_scope'],
    'is a 429': [tooManyRequests(120), 'catalogue_throttled'],
    'is a 503': [unavailable(), 'catalogue_failed'],
  };
  it.each(Object.entries(kept))('stays as it was where the answer %s', async (_name, [fault, code]) => {
    const { start, browser, gitlab } = await openCatalogueHousehold();
    const owner = await start();
    await owner.catalogues.login('team', browser);
    gitlab.faults.add('repository-file', fault);
    expect((await failure(owner.catalogues.refresh('team'))).code).toBe(code);
    expect(rolesIn(owner)).toEqual(['one']);
    expect(shown(owner).error?.code).toBe(code);
    expect(shown(owner).status).toBe(code === 'catalogue_login_needed' ? 'sign-in-needed' : 'stale');
  });

  const broken: Readonly<Record<string, readonly [string, ErrorCode]>> = {
    'is no YAML': ['roles: [', 'catalogue_broken'],
    'is a page that somebody committed': ['<!DOCTYPE html>\n<p>Hello', 'catalogue_not_text'],
    'has another version': ['version: 7\nroles: []\n', 'catalogue_broken'],
    'is nested beyond all sense': [`version: 1\nroles: ${'['.repeat(50_000)}`, 'catalogue_broken'],
    'holds a zero': ['version: 1\nroles: []\n\0', 'catalogue_not_text'],
  };
  it.each(Object.entries(broken))(
    'stays as it was where the next version %s',
    async (_name, [text, code]) => {
      const { start, browser, catalogue } = await openCatalogueHousehold();
      const owner = await start();
      await owner.catalogues.login('team', browser);
      catalogue.push(text);
      expect((await failure(owner.catalogues.refresh('team'))).code).toBe(code);
      expect(rolesIn(owner)).toEqual(['one']);
      catalogue.push(textWith('two'));
      await owner.catalogues.refresh('team');
      expect(rolesIn(owner)).toEqual(['two']);
    },
  );

  it.each([
    ['a second role of the same name', '  - {id: good, roleArn: "arn:aws:iam::123456789012:role/x"}'],
    ['a name with a sign that turns the text around', `  - {id: bad, name: "a\u202Eb", ${arn('aws')}}`],
    ['a name with a control character', `  - {id: bad, name: "a\\x07b", ${arn('aws')}}`],
    ['a partition that nobody reaches from here', `  - {id: bad, ${arn('aws-iso')}}`],
    [
      'a chain into another partition',
      `  - {id: bad, ${arn('aws')}, chain: [{roleArn: "arn:aws-cn:iam::123456789012:role/x"}]}`,
    ],
  ])('leaves %s out, and says so', async (_name, line) => {
    const { start, browser, catalogue } = await openCatalogueHousehold();
    catalogue.push(`version: 1\nroles:\n  - {id: good, ${arn('aws')}}\n${line}\n`);
    const owner = await start();
    await owner.catalogues.login('team', browser);
    expect(rolesIn(owner)).toEqual(['good']);
    expect(shown(owner).complaints.map(({ complaint }) => complaint.at[0])).toEqual(['roles']);
  });

  it('ignores keys that mean nothing there, above all those that say where secrets go', async () => {
    const { start, browser, catalogue } = await openCatalogueHousehold();
    const text = textWith('one');
    catalogue.push(`${text}endpoints: { sts: "https://evil.example" }\nrun: "rm -rf /"\n`);
    const owner = await start();
    await owner.catalogues.login('team', browser);
    expect(rolesIn(owner)).toEqual(['one']);
    const keys = shown(owner).complaints.map(({ complaint }) => 'key' in complaint && complaint.key);
    expect(keys).toEqual(['endpoints', 'run']);
    const { config } = owner.state.get();
    expect(config.status === 'ready' && config.config.endpoints).toEqual({});
  });
});

function arn(partition: string): string {
  return `roleArn: "arn:${partition}:iam::123456789012:role/x"`;
}
