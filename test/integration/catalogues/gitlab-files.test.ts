import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failure } from '../adapters/oidc-rig.ts';
import {
  answer,
  captivePortal,
  redirectTo,
  signInInstead,
  tooManyRequests,
  unavailable,
} from '../../sandbox/gitlab/fault.ts';
import { jsonReply } from '../../sandbox/gitlab/reply.ts';
import { BEN, startCatalogueRig } from './rig.ts';

const text = 'version: 1\nname: 扉\nroles: []\n';

describe('a catalogue in GitLab', () => {
  it('comes through the files API, with a bearer token and nothing else of the user’s', async () => {
    const rig = await startCatalogueRig({ text, project: 'a/b.c', file: 'x y/roles.yaml' });
    const { tokens } = await rig.login();
    const fetched = await rig.fetchWith(tokens.idToken.jwt);
    expect(fetched).toMatchObject({
      kind: 'text',
      text,
      mark: {
        blob: createHash('sha1')
          .update(`blob ${Buffer.byteLength(text)}\0${text}`)
          .digest('hex'),
      },
    });
    expect(fetched.kind === 'text' && fetched.mark?.etag).toMatch(/^W\/"/);
    const [asked] = rig.gitlab.requests.to('repository-file');
    expect(asked?.path).toBe('/api/v4/projects/a%2Fb.c/repository/files/x%20y%2Froles.yaml');
    expect(asked?.query).toEqual({ ref: 'main' });
    expect(asked?.headers['authorization']).toBe(`Bearer ${tokens.idToken.jwt}`);
    expect(asked?.headers['cookie']).toBeUndefined();
  });

  it('does not come again where nothing has changed: GitLab answers 304 to what it said last', async () => {
    const rig = await startCatalogueRig({ text });
    const { jwt } = (await rig.login()).tokens.idToken;
    const first = await rig.fetchWith(jwt);
    const known = first.kind === 'text' ? (first.mark ?? {}) : {};
    expect(await rig.fetchWith(jwt, { known })).toEqual({ kind: 'unchanged' });
    expect(rig.gitlab.requests.to('repository-file')[1]?.headers['if-none-match']).toBe(known.etag);
    rig.catalogue.push(`${text}# more\n`);
    expect(await rig.fetchWith(jwt, { known })).toMatchObject({ kind: 'text', text: `${text}# more\n` });
  });

  it('is known by Git’s name for it where a proxy takes the entity tag away', async () => {
    const rig = await startCatalogueRig({ text });
    const { jwt } = (await rig.login()).tokens.idToken;
    rig.gitlab.faults.add('repository-file', {
      kind: 'edit',
      edit: ({ headers: { etag: _gone, ...headers }, ...reply }) => ({ ...reply, headers }),
    });
    const first = await rig.fetchWith(jwt);
    const known = first.kind === 'text' ? (first.mark ?? {}) : {};
    expect(Object.keys(known)).toEqual(['blob']);
    expect(await rig.fetchWith(jwt, { known })).toEqual({ kind: 'unchanged' });
  });

  it.each([
    ['project', { project: 'no/such' }],
    ['file', { file: 'no.yaml' }],
    ['ref', { ref: 'no' }],
  ] as const)('says that there is no such %s', async (missing, other) => {
    const rig = await startCatalogueRig({ text });
    const { jwt } = (await rig.login()).tokens.idToken;
    const { from } = rig.source;
    if (from.kind !== 'gitlab') throw new Error('It is in GitLab');
    const source = { ...rig.source, from: { ...from, ...other } };
    expect(await failure(rig.fetchWith(jwt, { source }))).toMatchObject({
      code: 'catalogue_not_found',
      details: { catalogue: 'team', missing },
    });
  });

  it('of a private project is not there for whoever is no member', async () => {
    const rig = await startCatalogueRig({ text, members: [42] });
    const error = await failure(rig.fetchWith((await rig.login(BEN)).tokens.idToken.jwt));
    expect(error).toMatchObject({ code: 'catalogue_not_found', details: { missing: 'project' } });
    expect((await rig.fetchWith((await rig.login()).tokens.idToken.jwt)).kind).toBe('text');
  });

  it('needs a login where there is no token, and where GitLab takes it no more', async () => {
    const rig = await startCatalogueRig({ text });
    const { tokens } = await rig.login();
    await rig.provider.revoke(rig.account, tokens.refreshToken);
    rig.gitlab.revokeTokens(42);
    expect((await failure(rig.fetchWith(tokens.idToken.jwt))).code).toBe('catalogue_login_needed');
    const { source, fetcher } = rig;
    expect((await failure(fetcher.fetch({ source }))).code).toBe('catalogue_login_needed');
  });

  const refusals = {
    'that the scope is missing': [
      answer(403, '{"error":"insufficient_scope","error_description":"","scope":"api read_api"}'),
      'catalogue_scope',
      { scope: 'read_repository' },
    ],
    'that the user may not': [answer(403, '{"message":"403 Forbidden"}'), 'catalogue_forbidden', {}],
    'that it is a sign-in page': [signInInstead(), 'catalogue_not_text', {}],
    'that it is a hotel’s page': [captivePortal(), 'catalogue_not_text', {}],
    'that it is cut short': [answer(200, '{"encoding":"base64","content":"dmVy'), 'catalogue_not_text', {}],
    'that it is no text': [file(Buffer.from([0xff, 0xfe, 0x00, 0x41])), 'catalogue_not_text', {}],
    'that its content is a page': [file(Buffer.from('<!DOCTYPE html><p>')), 'catalogue_not_text', {}],
    'that it is too much of one': [
      file(Buffer.alloc(5_000_001, '#')),
      'catalogue_too_large',
      { largest: 5_000_000 },
    ],
    'that the answer leads elsewhere': [redirectTo('http://127.0.0.1:9/'), 'network_redirected', {}],
    'that GitLab is down': [unavailable(), 'catalogue_failed', { status: 503 }],
    'how long GitLab wants to be left alone': [
      tooManyRequests(90),
      'catalogue_throttled',
      { waitSeconds: 90 },
    ],
  } as const;
  it.each(Object.entries(refusals))('says %s', async (_name, [fault, code, details]) => {
    const rig = await startCatalogueRig({ text });
    const { jwt } = (await rig.login()).tokens.idToken;
    rig.gitlab.faults.add('repository-file', fault);
    expect(await failure(rig.fetchWith(jwt))).toMatchObject({ code, details });
  });

  it('leaves GitLab alone for as long as it asked to be', async () => {
    const rig = await startCatalogueRig({ text });
    const { jwt } = (await rig.login()).tokens.idToken;
    rig.gitlab.faults.add('repository-file', tooManyRequests(90), { times: 1 });
    expect((await failure(rig.fetchWith(jwt))).code).toBe('catalogue_throttled');
    expect((await failure(rig.fetchWith(jwt))).code).toBe('catalogue_throttled');
    expect(rig.gitlab.requests.count('repository-file')).toBe(1);
  });

  it('of 50 MB is refused while it arrives', async () => {
    const rig = await startCatalogueRig({ text });
    const { jwt } = (await rig.login()).tokens.idToken;
    rig.gitlab.faults.add('repository-file', answer(200, '#'.repeat(50_000_000)));
    expect(await failure(rig.fetchWith(jwt))).toMatchObject({
      code: 'catalogue_too_large',
      details: { largest: 5_000_000 },
    });
  });
});

/** The API's answer with such a file. */
function file(bytes: Buffer) {
  const reply = jsonReply(200, { encoding: 'base64', blob_id: 'b', content: bytes.toString('base64') });
  return { kind: 'reply', reply, work: 'not done' } as const;
}
