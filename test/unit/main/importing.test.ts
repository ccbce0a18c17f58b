import { expect, test } from 'vitest';
import type { ConfigEdit } from '../../../src/core/config-edits.ts';
import type { AwsConfig } from '../../../src/core/import/aws-profile.ts';
import type { CatalogueId } from '../../../src/core/model.ts';
import { callReaders } from '../../../src/main/call-readers.ts';
import { importAnswers } from '../../../src/main/import-schema.ts';
import { createImporting } from '../../../src/main/importing.ts';
import { identityWith, roleWith } from '../../support/fake-nouns.ts';

const arn = 'arn:aws:iam::111111111111:role/Shop';
const awsConfig: AwsConfig = {
  path: '/home/ada/.aws/config',
  ssoSessions: new Map(),
  profiles: [
    { name: 'shop', line: 1, settings: { role_arn: arn }, brings: new Set(['token-file']) },
    { name: 'next', line: 4, settings: { role_arn: `${arn}2`, source_profile: 'shop' }, brings: new Set() },
    { name: 'old', line: 7, settings: {}, brings: new Set(['keys']) },
  ],
};

function importing(
  complaints: readonly { readonly field: string; readonly kind: 'taken' }[] = [],
  file = awsConfig,
) {
  const edits: ConfigEdit[] = [];
  const saved: { readonly fileName: string; readonly text: string }[] = [];
  let reloads = 0;
  const handlers = createImporting({
    readAwsConfig: () => Promise.resolve(file),
    config: () => ({
      identities: [identityWith({ id: 'work' }), identityWith({ id: 'lab' })],
      roles: [roleWith({ id: 'mine' }), roleWith({ id: 'theirs', catalogue: 'team' as CatalogueId })],
    }),
    defaults: { scopes: () => ['openid'], region: () => 'us-east-1' },
    edit: (edit) => {
      edits.push(edit);
      return Promise.resolve(complaints);
    },
    reload: () => {
      reloads += 1;
      return Promise.resolve();
    },
    saveFile: (what) => {
      saved.push(what);
      return Promise.resolve(what.fileName);
    },
    language: () => 'en',
    path: '/config.yaml',
  });
  return { handlers, edits, saved, reloads: () => reloads };
}

test('the preview tells of every profile, for the identity that was chosen, in the shape that the window gets', async () => {
  const { handlers, edits } = importing();
  const reply = await handlers['import:preview']({ identityId: 'lab' });
  if (!reply.ok) throw new Error(reply.error.title);
  expect(importAnswers['import:preview'].complaint(reply)).toBeUndefined();
  expect(reply.preview).toMatchObject({ path: awsConfig.path, identityId: 'lab' });
  expect(reply.preview.profiles).toEqual([
    { kind: 'role', profile: 'shop', roleArn: arn, remarks: [], suggested: true },
    { kind: 'role', profile: 'next', roleArn: `${arn}2`, from: arn, remarks: [], suggested: true },
    { kind: 'skipped', profile: 'old', reason: 'It holds keys. Tobira needs none, and has not read them.' },
  ]);
  expect(edits).toEqual([]);
});

test('guesses of IAM Identity Center are marked for their group, without the reason that is said once', async () => {
  const { handlers } = importing([], {
    ...awsConfig,
    profiles: [
      {
        ...{ name: 'power', line: 1, brings: new Set() },
        settings: { sso_account_id: '111111111111', sso_role_name: 'Power' },
      },
    ],
  });
  const reply = await handlers['import:preview']({});
  if (!reply.ok) throw new Error(reply.error.title);
  expect(importAnswers['import:preview'].complaint(reply)).toBeUndefined();
  expect(reply.preview.profiles).toMatchObject([
    { profile: 'power', suggested: false, sso: true, remarks: [] },
  ]);
});

test('what is chosen is written in one edit, as the file says it now, and taken up', async () => {
  const { handlers, edits, reloads } = importing();
  const reply = await handlers['import:write']({ identityId: 'work', profiles: ['next', 'old', 'nobody'] });
  expect(reply).toEqual({ ok: true, added: 1 });
  expect(edits).toEqual([
    {
      ...{ kind: 'add', list: 'roles', more: [] },
      fields: { id: 'next', identity: 'work', roleArn: arn, chain: [`${arn}2`] },
    },
  ]);
  expect(reloads()).toBe(1);
});

test('nothing is written for nothing, or for an identity that is gone; a file that has changed is said', async () => {
  const { handlers, edits } = importing();
  expect(await handlers['import:write']({ identityId: 'work', profiles: [] })).toEqual({
    ok: true,
    added: 0,
  });
  expect(await handlers['import:write']({ identityId: 'gone', profiles: ['shop'] })).toEqual({
    ok: true,
    added: 0,
  });
  expect(edits).toEqual([]);
  const changed = importing([{ field: 'id', kind: 'taken' }]);
  const reply = await changed.handlers['import:write']({ identityId: 'work', profiles: ['shop'] });
  expect(reply).toMatchObject({ ok: false, error: { code: 'file_failed' } });
  expect(changed.reloads()).toBe(0);
});

test("an export holds the user's own roles, and none of another's list", async () => {
  const { handlers, saved } = importing();
  expect(await handlers['export:save']({ format: 'catalogue', identities: false })).toEqual({
    ...{ ok: true, fileName: 'roles.yaml', notes: [] },
  });
  const [file] = saved;
  expect(file?.text).toContain('id: mine');
  expect(file?.text).not.toMatch(/theirs|gitlab\.example/);
});

test.each([
  ['import:preview', { path: '/etc/passwd' }],
  ['import:write', { identityId: 'work' }],
  ['import:write', { identityId: 'work', profiles: [1] }],
  ['import:write', { identityId: 'work', profiles: [], path: '/x' }],
  ['export:save', { format: 'csv', identities: true }],
  ['export:save', { format: 'config', identities: 'yes' }],
  ['export:save', { format: 'config', identities: true, path: '/x' }],
] as const)('what the page may not ask of %s is refused: %j', (name, request) => {
  expect(() => callReaders[name](request)).toThrow(TypeError);
});

test('what the page may ask goes through', () => {
  expect(callReaders['import:preview']({})).toEqual({});
  expect(callReaders['import:preview']({ identityId: 'work' })).toEqual({ identityId: 'work' });
  const wanted = { identityId: 'work', profiles: ['a', 'b c'] };
  expect(callReaders['import:write'](wanted)).toEqual(wanted);
  const saving = { format: 'catalogue', identities: false };
  expect(callReaders['export:save'](saving)).toEqual(saving);
});
