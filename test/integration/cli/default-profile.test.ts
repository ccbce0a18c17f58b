import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refuseDefaultProfile } from '../../../src/cli/default-profile.ts';

const PYTHON = '/usr/bin/python3';

/** What botocore finds in each home without being told a profile: nothing, something, or a reason to fail for all to see. */
const script = `
import os, sys
import botocore.session, botocore.exceptions
os.environ['AWS_EC2_METADATA_DISABLED'] = 'true'
for line in sys.stdin:
    os.environ['HOME'] = line.strip()
    try:
        found = botocore.session.Session().get_credentials()
        print('nothing' if found is None else 'credentials')
    except botocore.exceptions.ConfigParseError:
        print('unreadable')
    except Exception as error:
        print('failure')
`;

function askBotocore(homes: readonly string[]): readonly string[] {
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', script], {
    input: homes.map((home) => `${home}\n`).join(''),
    env: { PATH: '/usr/bin:/bin', PYTHONUTF8: '1' },
    encoding: 'utf8',
    timeout: 50_000,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trimEnd().split('\n');
}

const line = fc.constantFrom(
  ...[
    '[default]',
    '[DEFAULT]',
    '[profile default]',
    '[profiles "default"]',
    '[other]',
    '  [other]',
    '[ default]',
  ],
  ...['[default] # mine', 'aws_access_key_id = A', '  aws_access_key_id = A', 'AWS_Access_Key_Id: A', 's3 ='],
  ...[
    'output = json',
    '# note',
    '',
    'credential_process = /bin/false',
    'sso_account_id = 1',
    'sso_region = x',
  ],
  ...['role_arn = arn:aws:iam::123456789012:role/A', 'web_identity_token_file = none', 'region = x'],
);
// Most files that name a thing twice cannot be read at all.
const body = fc.uniqueArray(line, { maxLength: 7 }).map((lines) => `${lines.join('\n')}\n`);
const headed = fc
  .tuple(fc.constantFrom('[default]', '[DEFAULT]', '[other]'), body)
  .map((parts) => parts.join('\n'));
const secret = 'aws_secret_access_key = b\n';

describe.skipIf(!existsSync(PYTHON))('beside the real botocore', () => {
  it('lets no endpoint be served where botocore would take, or fail at, what a profile default gives', async () => {
    const root = await mkdtemp(join(tmpdir(), 'tobira-default-'));
    onTestFinished(() => rm(root, { recursive: true }));
    const files = fc.sample(
      fc.record({ credentials: headed, config: headed, end: fc.constantFrom('', secret) }),
      600,
    );
    const homes = files.map((_, index) => join(root, String(index)));
    for (const [index, home] of homes.entries()) {
      const { credentials = '', config = '', end = '' } = files[index] ?? {};
      await mkdir(join(home, '.aws'), { recursive: true });
      await writeFile(join(home, '.aws/credentials'), credentials + end);
      await writeFile(join(home, '.aws/config'), config + end);
    }
    const answers = askBotocore(homes);
    expect(answers).toHaveLength(homes.length);
    const counts: Record<string, number> = {};
    for (const [index, home] of homes.entries()) {
      const answer = answers[index] ?? '';
      counts[answer] = (counts[answer] ?? 0) + 1;
      if (answer === 'nothing' || answer === 'unreadable') continue;
      const refused = await refuseDefaultProfile({}, home).then(
        () => false,
        () => true,
      );
      expect(refused, `${answer}: ${JSON.stringify(files[index])}`).toBe(true);
    }
    expect(counts['credentials']).toBeGreaterThan(10);
    expect(counts['failure']).toBeGreaterThan(50);
    expect(counts['nothing']).toBeGreaterThan(30);
  });
});
