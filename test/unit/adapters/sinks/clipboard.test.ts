import { describe, expect, test } from 'vitest';
import { createClipboardSink } from '../../../../src/adapters/sinks/clipboard.ts';
import { formats } from '../../../../src/adapters/sinks/formats.ts';
import { hasCode } from '../../../../src/core/errors.ts';
import type { CredentialSink, Delivered } from '../../../../src/core/ports.ts';
import { FakeClipboard } from '../../../support/fake-clipboard.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import { credentialsFrom, identityWith, roleWith } from '../../../support/fake-nouns.ts';

const work = identityWith().id;
const home = identityWith({ id: 'home' }).id;

function world() {
  const clipboard = new FakeClipboard();
  const clock = new FakeClock();
  return { clipboard, clock, sink: createClipboardSink(clipboard, clock) };
}

/** @param mark tells one pair of keys from another */
const copy = (sink: CredentialSink, mark = 'a', role = roleWith()): Promise<Delivered> =>
  sink.deliver({ role, credentials: credentialsFrom(0, 3_600_000, mark) });

/** How a loan stands: still out, back, or lost with a code. */
async function fate(delivered: Delivered): Promise<string> {
  if (delivered.kind !== 'lent') throw new Error('nothing was lent');
  let now = 'out';
  delivered.over.then(
    () => (now = 'back'),
    (error: unknown) =>
      (now = hasCode(error, 'clipboard_not_cleared') ? `${error.code}: ${error.details.reason}` : 'broken'),
  );
  await settle();
  return now;
}

describe('the clipboard', () => {
  test('gets what a shell can read, region included, and gives it back after 30 s', async () => {
    const { sink, clipboard, clock } = world();
    const delivered = await copy(sink);
    expect(clipboard.text).toBe(formats.env({ credentials: credentialsFrom(0), region: 'eu-central-1' }));
    expect(delivered).toMatchObject({ kind: 'lent', forMs: 30_000 });

    await clock.advance(29_999);
    expect(clipboard.text).toContain('secret-a');
    expect(await fate(delivered)).toBe('out');

    await clock.advance(1);
    expect(clipboard.text).toBe('');
    expect(await fate(delivered)).toBe('back');
  });

  test('keeps what the user has copied meanwhile', async () => {
    const { sink, clipboard, clock } = world();
    const delivered = await copy(sink);
    clipboard.text = 'a shopping list';
    await clock.advance(30_000);
    expect(clipboard).toMatchObject({ text: 'a shopping list', cleared: 0 });
    expect(await fate(delivered)).toBe('back');
  });

  test('keeps the credentials for another 30 s where they are copied again', async () => {
    const { sink, clipboard, clock } = world();
    const first = await copy(sink);
    await clock.advance(20_000);
    const second = await copy(sink);
    expect(await fate(first)).toBe('back');

    await clock.advance(29_999);
    expect(clipboard.text).toContain('secret-a');
    await clock.advance(1);
    expect(clipboard).toMatchObject({ text: '', cleared: 1 });
    expect(await fate(second)).toBe('back');
    expect(clock.waiting()).toBe(0);
  });

  test('gives back at once what is withdrawn, and only once', async () => {
    const { sink, clipboard, clock } = world();
    const delivered = await copy(sink);
    await sink.withdraw();
    expect(clipboard.text).toBe('');
    expect(await fate(delivered)).toBe('back');

    clipboard.text = 'later';
    await sink.withdraw();
    await clock.advance(60_000);
    expect(clipboard).toMatchObject({ text: 'later', cleared: 1 });
  });

  test('keeps foreign text when it is withdrawn', async () => {
    const { sink, clipboard } = world();
    await copy(sink);
    clipboard.text = 'a shopping list';
    await sink.withdraw();
    expect(clipboard.text).toBe('a shopping list');
  });

  test('gives back the credentials of the identity that ends, not those of another', async () => {
    const { sink, clipboard } = world();
    await copy(sink);
    await sink.withdraw(home);
    expect(clipboard.text).toContain('secret-a');
    await sink.withdraw(work);
    expect(clipboard.text).toBe('');
  });

  test('holds nothing after a withdrawal that comes while it is being written', async () => {
    const { sink, clipboard, clock } = world();
    const copying = copy(sink);
    await sink.withdraw();
    const delivered = await copying;
    expect(clipboard.text).toBe('');
    expect(await fate(delivered)).toBe('back');
    expect(clock.waiting()).toBe(0);
  });

  test('is not cleared of newer credentials by the look at older ones', async () => {
    const { sink, clipboard, clock } = world();
    let answer: () => void = () => undefined;
    await copy(sink, 'old');
    clipboard.gate = new Promise<void>((resolve) => (answer = resolve));
    await clock.advance(30_000);
    const copying = copy(sink, 'new');
    await settle();
    answer();
    await copying;
    await settle();
    expect(clipboard.text).toContain('secret-new');
  });
});

describe('a clipboard that fails', () => {
  test('says so where it does not take the credentials, and what was on it is left alone', async () => {
    const { sink, clipboard, clock } = world();
    clipboard.text = 'before';
    clipboard.failing.write = 1;
    await expect(copy(sink)).rejects.toMatchObject({
      code: 'clipboard_failed',
      details: { reason: 'write is not possible now' },
    });
    await clock.advance(60_000);
    expect(clipboard).toMatchObject({ text: 'before', cleared: 0 });
  });

  test('still gives back the earlier credentials where it does not take new ones', async () => {
    const { sink, clipboard, clock } = world();
    await copy(sink);
    await clock.advance(10_000);
    clipboard.failing.write = 1;
    await expect(copy(sink, 'b')).rejects.toMatchObject({ code: 'clipboard_failed' });
    await clock.advance(20_000);
    expect(clipboard.text).toBe('');
  });

  test.each(['read', 'clear'] as const)('is asked again where %s fails for a moment', async (kind) => {
    const { sink, clipboard, clock } = world();
    const delivered = await copy(sink);
    clipboard.failing[kind] = 2;
    await clock.advance(31_000);
    expect(clipboard.text).toBe('');
    expect(await fate(delivered)).toBe('back');
  });

  test('is not cleared where it cannot be read, which is told', async () => {
    const { sink, clipboard, clock } = world();
    const delivered = await copy(sink);
    const told = fate(delivered);
    clipboard.text = 'perhaps a shopping list';
    clipboard.failing.read = 3;
    await clock.advance(31_000);
    expect(clipboard).toMatchObject({ text: 'perhaps a shopping list', cleared: 0 });
    await told;
    expect(await fate(delivered)).toBe('clipboard_not_cleared: read is not possible now');
  });

  test('is tried once more at the end', async () => {
    const { sink, clipboard, clock } = world();
    const delivered = await copy(sink);
    const told = fate(delivered);
    clipboard.failing.read = 3;
    await clock.advance(31_000);
    await told;
    expect(clipboard.text).toContain('secret-a');
    await sink.withdraw();
    expect(clipboard.text).toBe('');
  });

  test('does not hold anybody up for ever', async () => {
    const { sink, clipboard, clock } = world();
    const delivered = await copy(sink);
    const told = fate(delivered);
    clipboard.gate = new Promise(() => undefined);
    const withdrawn = sink.withdraw();
    await clock.advance(10_000);
    await withdrawn;
    await told;
    expect(await fate(delivered)).toBe('clipboard_not_cleared: it does not answer');
  });
});
