import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConfigEditor } from '../../../../src/adapters/system/config-editor.ts';
import type { ConfigEdit } from '../../../../src/core/config-edits.ts';
import { AppError } from '../../../../src/core/errors.ts';
import { because } from '../../../../src/core/guide/japanese/reasons.ts';

const text = `version: 1
identities:
  - { id: work, issuer: https://gitlab.example.com, clientId: x }
roles:
  - id: prod
    identity: work
    roleArn: arn:aws:iam::123456789012:role/Admin
    region: &here eu-west-1
    tags: [a, # mine
      b]
  - id: dev
    identity: work
    roleArn: arn:aws:iam::123456789012:role/Dev
    region: *here
`;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-refusal-'));
  path = join(folder, 'config.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

function edit(change: ConfigEdit): Promise<unknown> {
  const editor = createConfigEditor(
    path,
    { scopes: () => ['openid'], region: () => 'us-east-1' },
    { now: () => 0 },
    () => Promise.resolve({ release: () => Promise.resolve() }),
    { state: join(folder, 'state'), isInUse: () => false },
  );
  return editor.edit(change);
}

test.each<readonly [string, string, ConfigEdit]>([
  [
    'an anchor that others use',
    'in line 8, an anchor (&) is used elsewhere: only a person should edit it',
    { kind: 'edit', list: 'roles', id: 'prod', set: { region: 'us-east-2' }, unset: [] },
  ],
  [
    'an anchor in an entry that is to go',
    'in line 8, an anchor (&) is used elsewhere: only a person should edit it',
    { kind: 'remove', list: 'roles', id: 'prod' },
  ],
  [
    'an entry whose alias would come before its anchor',
    'in line 14, an alias (*) stands for what is written elsewhere: only a person should edit it',
    { kind: 'move', list: 'roles', id: 'dev', before: 'prod' },
  ],
  [
    'a comment between brackets',
    'in line 9, a comment would be lost: only a person should edit it',
    { kind: 'edit', list: 'roles', id: 'prod', set: { tags: ['c'] }, unset: [] },
  ],
])('%s is named with its line, in both languages', async (_, reason, change) => {
  await writeFile(path, text);
  const refusal = await edit(change).then(
    () => expect.fail('it was made'),
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({ code: 'file_failed', details: { path, reason } });
  expect(await readFile(path, 'utf8')).toBe(text);
  const [line = ''] = /\d+/.exec(reason) ?? [];
  expect(because(reason)).toMatch(new RegExp(`^${line} 行目: [^a-z]+$`, 'u'));
});
