import { STSClient } from '@aws-sdk/client-sts';
import { expect, test, vi } from 'vitest';
import { formats } from '../../../../../src/adapters/sinks/formats.ts';
import { sectionNameFrom } from '../../../../../src/adapters/sinks/formats/ini.ts';
import { credentialsFrom } from '../../../../support/fake-nouns.ts';
import { nastyVariables } from './nasty-values.ts';
import { fileWith, outputOf } from './readers.ts';

// Not 'a': what Python and JavaScript say of keys depends on nothing but their letters.
const credentials = {
  ...credentialsFrom(Date.now(), 3_600_000),
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY=',
  sessionToken: 'IQoJb3JpZ2luX2VjEJr//////////wEa==',
};
const keys = [credentials.accessKeyId, credentials.secretAccessKey, credentials.sessionToken];

const inPython = `
import json, os, sys
credentials, config, profile = sys.argv[1:]
os.environ.update(AWS_SHARED_CREDENTIALS_FILE=credentials, AWS_CONFIG_FILE=config, AWS_EC2_METADATA_DISABLED='true')
import boto3
session = boto3.Session(profile_name=profile)
held = session.get_credentials().get_frozen_credentials()
json.dump([session.region_name, held.access_key, held.secret_key, held.token], sys.stdout)
`;

interface Files {
  readonly credentials: string;
  readonly config: string;
  readonly profile: string;
}

/** [region, access key id, secret access key, session token] */
type Seen = readonly unknown[];

function seenByBoto3({ credentials, config, profile }: Files): Seen {
  return JSON.parse(
    outputOf('/usr/bin/python3', ['-c', inPython, credentials, config, profile]),
  ) as unknown[];
}

async function seenByJavaScript({ credentials, config, profile }: Files): Promise<Seen> {
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentials);
  vi.stubEnv('AWS_CONFIG_FILE', config);
  const { config: client } = new STSClient({ profile });
  const held = await client.credentials();
  return [await client.region(), held.accessKeyId, held.secretAccessKey, held.sessionToken];
}

const readers = { boto3: seenByBoto3, 'the SDK of JavaScript': seenByJavaScript };

test.for(Object.entries(readers))('%s finds the pasted profile', async ([, seen]) => {
  const profile = 'team/prod-admin.1@x+y_z';
  const text = `[other]\nregion = us-east-1\n\n${formats.ini({ credentials, region: 'eu-central-1', profile })}`;
  const files = { credentials: fileWith(text), config: fileWith(''), profile };
  expect(await seen(files)).toEqual(['eu-central-1', ...keys]);
});

test.for(Object.entries(readers))('%s reads what credential_process prints', async ([, seen]) => {
  const output = fileWith(formats.process({ credentials, region: 'x', profile: 'x' }));
  const config = `[profile tobira]\nregion = eu-central-1\ncredential_process = /bin/cat "${output}"\n`;
  const files = { credentials: fileWith(''), config: fileWith(config), profile: 'tobira' };
  expect(await seen(files)).toEqual(['eu-central-1', ...keys]);
});

test('ini takes only what all readers of the files of AWS understand alike', () => {
  const others = Object.values(nastyVariables()).filter((value) => !/^[\w+/=.:@-]+$/.test(value));
  for (const value of [...others, '', ' x', '#x', '"x"']) {
    const write = () =>
      formats.ini({ credentials: { ...credentials, sessionToken: value }, region: 'x', profile: 'x' });
    expect(write, JSON.stringify(value)).toThrow(expect.objectContaining({ code: 'internal' }));
  }
});

test.for(['', 'a]\n[default', 'a b', 'DEFAULT', '扉', '\u0000'])('the section [%s] is refused', (profile) => {
  expect(() => formats.ini({ credentials, region: 'x', profile })).toThrow(
    expect.objectContaining({ code: 'internal' }),
  );
});

test.for([
  ['prod-admin', 'prod-admin'],
  ['path/to/Admin', 'path/to/Admin'],
  ['Team=x,y', 'Team-x-y'],
  ['DEFAULT', 'profile-DEFAULT'],
  ['a]\n[b', 'a---b'],
  ['', 'profile-'],
] as const)('%j becomes the section [%s]', ([text, name]) => {
  expect(sectionNameFrom(text)).toBe(name);
  expect(formats.ini({ credentials, region: 'x', profile: name })).toContain(`[${name}]\n`);
});
