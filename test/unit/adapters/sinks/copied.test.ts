import { expect, test } from 'vitest';
import { createClipboardLender } from '../../../../src/adapters/sinks/clipboard.ts';
import { createCopiedConsole } from '../../../../src/adapters/sinks/copied-console.ts';
import { createCopiedCredentials } from '../../../../src/adapters/sinks/copied-credentials.ts';
import { createCopiedEndpoint } from '../../../../src/adapters/sinks/copied-endpoint.ts';
import { environmentFormats, formats } from '../../../../src/adapters/sinks/formats.ts';
import { endpointEnvironment } from '../../../../src/adapters/sinks/role-environment.ts';
import type { Delivery } from '../../../../src/core/delivery-ports.ts';
import { copyFormats, type SinkId } from '../../../../src/core/model.ts';
import { FakeClipboard } from '../../../support/fake-clipboard.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { credentialsFrom, roleWith, settingsWith } from '../../../support/fake-nouns.ts';
import { environmentOf } from './formats/readers.ts';

const url = 'https://signin.aws.amazon.com/federation?Action=login&SigninToken=canary';
const variables = {
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:49215/v1/roles/x',
  AWS_CONTAINER_AUTHORIZATION_TOKEN: 'canary',
};

function world() {
  const clipboard = new FakeClipboard();
  const clock = new FakeClock();
  const lender = createClipboardLender(clipboard, clock);
  const sinks = [
    ...createCopiedCredentials(lender),
    createCopiedConsole(lender),
    createCopiedEndpoint(lender),
  ];
  const copy = (id: SinkId, change: Partial<Delivery> = {}) => {
    const sink = sinks.find((one) => one.id === id);
    if (sink === undefined) throw new Error(`no sink ${id}`);
    return sink.deliver({
      role: roleWith({ profile: 'team/prod' }),
      settings: settingsWith({ clipboard: { clearAfterMs: 7_000, clearOnQuit: true } }),
      overwrite: false,
      credentials: () => Promise.resolve(credentialsFrom(0)),
      consoleUrl: () => Promise.resolve(url),
      endpointVariables: () => Promise.resolve(variables),
      isRecalled: () => false,
      ...change,
    });
  };
  return { clipboard, clock, lender, sinks, copy };
}

const exported = { credentials: credentialsFrom(0), region: 'eu-central-1', profile: 'team/prod' };

test('there is one sink for each format, in the order of the surfaces', () => {
  expect(world().sinks.map(({ id }) => id)).toEqual([
    ...copyFormats.map((format) => `copy-${format}`),
    'copy-console',
    'copy-endpoint',
  ]);
});

test.for(copyFormats)(
  'credentials are copied as %s, as a secret, for as long as is configured',
  async (format) => {
    const { clipboard, clock, copy } = world();
    expect(await copy(`copy-${format}`)).toMatchObject({ kind: 'lent', forMs: 7_000 });
    expect(clipboard).toMatchObject({ text: formats[format](exported), secret: true });
    await clock.advance(7_000);
    expect(clipboard.text).toBe('');
  },
);

test('the address of a console is a secret like credentials', async () => {
  const { clipboard, clock, copy } = world();
  expect(await copy('copy-console')).toMatchObject({ kind: 'lent', forMs: 7_000 });
  expect(clipboard).toMatchObject({ text: url, secret: true });
  await clock.advance(7_000);
  expect(clipboard.text).toBe('');
});

test('the environment of the local endpoint is a secret like credentials', async () => {
  const { clipboard, clock, copy } = world();
  expect(await copy('copy-endpoint')).toMatchObject({ kind: 'lent', forMs: 7_000 });
  expect(clipboard).toMatchObject({ secret: true });
  expect(environmentOf('sh', ['-c', 'eval "$(cat)"; env -0'], clipboard.text)).toEqual({
    ...variables,
    AWS_REGION: 'eu-central-1',
    AWS_DEFAULT_REGION: 'eu-central-1',
  });
  await clock.advance(7_000);
  expect(clipboard.text).toBe('');
});

test.for(copyFormats)(
  'the environment of the local endpoint is written as was copied last: %s',
  async (format) => {
    const { clipboard, copy } = world();
    await copy('copy-endpoint', { format });
    const { variables: all, unwanted } = endpointEnvironment(variables, 'eu-central-1');
    // A profile cannot lead to an endpoint.
    expect(clipboard.text).toBe(environmentFormats[format === 'ini' ? 'env' : format](all, unwanted));
  },
);

test('a later copy takes the place of an earlier one, whichever sinks they are of', async () => {
  const { clipboard, clock, copy, lender } = world();
  await copy('copy-fish');
  await clock.advance(5_000);
  await copy('copy-console');
  await clock.advance(6_999);
  expect(clipboard.text).toBe(url);
  await lender.withdraw(() => true);
  expect(clipboard).toMatchObject({ text: '', cleared: 1 });
});

test.for([
  ['copy-json', 'credentials'],
  ['copy-console', 'consoleUrl'],
  ['copy-endpoint', 'endpointVariables'],
] as const)('%s leaves the clipboard alone where there are no %s', async ([id, good]) => {
  const { clipboard, copy } = world();
  clipboard.text = 'a shopping list';
  const refused = new Error('refused');
  await expect(copy(id, { [good]: () => Promise.reject(refused) })).rejects.toBe(refused);
  expect(clipboard.text).toBe('a shopping list');
});

test('a profile that is called like no section gets a section of its own', async () => {
  const { clipboard, copy } = world();
  await copy('copy-ini', { role: roleWith({ profile: 'DEFAULT' }) });
  expect(clipboard.text).toMatch(/^\[profile-DEFAULT\]\n/);
});
