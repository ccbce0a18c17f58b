import { describe, expect, test } from 'vitest';
import { createClipboardLender, type ClipboardLender } from '../../../../src/adapters/sinks/clipboard.ts';
import type { Delivered } from '../../../../src/core/delivery-ports.ts';
import { hasCode } from '../../../../src/core/errors.ts';
import { FakeClipboard } from '../../../support/fake-clipboard.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import { roleWith } from '../../../support/fake-nouns.ts';

const prod = roleWith().id;
const stage = roleWith({ id: 'stage' }).id;

function world() {
  const clipboard = new FakeClipboard();
  const clock = new FakeClock();
  return { clipboard, clock, lender: createClipboardLender(clipboard, clock) };
}

/** @param mark tells one text from another */
const copy = (lender: ClipboardLender, mark = 'a', forMs = 30_000): Promise<Delivered> =>
  lender.lend(prod, `secret-${mark}`, forMs);

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
  test('gets a secret as such, and gives it back after the time it was lent for', async () => {
    const { lender, clipboard, clock } = world();
    const delivered = await copy(lender, 'a', 12_000);
    expect(clipboard).toMatchObject({ text: 'secret-a', secret: true });
    expect(delivered).toMatchObject({ kind: 'lent', forMs: 12_000 });

    await clock.advance(11_999);
    expect(clipboard.text).toBe('secret-a');
    expect(await fate(delivered)).toBe('out');

    await clock.advance(1);
    expect(clipboard.text).toBe('');
    expect(await fate(delivered)).toBe('back');
    expect(clock.waiting()).toBe(0);
  });

  test('keeps what the user has copied meanwhile', async () => {
    const { lender, clipboard, clock } = world();
    const delivered = await copy(lender);
    clipboard.text = 'a shopping list';
    await clock.advance(30_000);
    expect(clipboard).toMatchObject({ text: 'a shopping list', cleared: 0 });
    expect(await fate(delivered)).toBe('back');
  });

  test('keeps the credentials for another 30 s where they are copied again', async () => {
    const { lender, clipboard, clock } = world();
    const first = await copy(lender);
    await clock.advance(20_000);
    const second = await copy(lender);
    expect(await fate(first)).toBe('back');

    await clock.advance(29_999);
    expect(clipboard.text).toContain('secret-a');
    await clock.advance(1);
    expect(clipboard).toMatchObject({ text: '', cleared: 1 });
    expect(await fate(second)).toBe('back');
    expect(clock.waiting()).toBe(0);
  });

  test('gives back at once what is withdrawn, and only once', async () => {
    const { lender, clipboard, clock } = world();
    const delivered = await copy(lender);
    await lender.withdraw(() => true);
    expect(clipboard.text).toBe('');
    expect(await fate(delivered)).toBe('back');

    clipboard.text = 'later';
    await lender.withdraw(() => true);
    await clock.advance(60_000);
    expect(clipboard).toMatchObject({ text: 'later', cleared: 1 });
  });

  test('keeps foreign text when it is withdrawn', async () => {
    const { lender, clipboard } = world();
    await copy(lender);
    clipboard.text = 'a shopping list';
    await lender.withdraw(() => true);
    expect(clipboard.text).toBe('a shopping list');
  });

  test('gives back what was lent with the roles that end, not with others', async () => {
    const { lender, clipboard } = world();
    await copy(lender);
    expect(await lender.withdraw((role) => role === stage)).toEqual([]);
    expect(clipboard.text).toBe('secret-a');
    expect(await lender.withdraw((role) => role === stage || role === prod)).toEqual([]);
    expect(clipboard.text).toBe('');
  });

  test('holds the last thing that was lent alone, for as long as that was lent', async () => {
    const { lender, clipboard, clock } = world();
    const first = await copy(lender, 'long', 60_000);
    const second = await lender.lend(stage, 'https://signin.example/', 5_000);
    expect(await fate(first)).toBe('back');
    await lender.withdraw((role) => role === prod);
    expect(clipboard.text).toBe('https://signin.example/');
    await clock.advance(5_000);
    expect(await fate(second)).toBe('back');
    expect(clipboard).toMatchObject({ text: '', cleared: 1 });
    expect(clock.waiting()).toBe(0);
  });

  test('holds nothing after a withdrawal that comes while it is being written', async () => {
    const { lender, clipboard, clock } = world();
    const copying = copy(lender);
    await lender.withdraw(() => true);
    const delivered = await copying;
    expect(clipboard.text).toBe('');
    expect(await fate(delivered)).toBe('back');
    expect(clock.waiting()).toBe(0);
  });

  test('is not cleared of newer credentials by the look at older ones', async () => {
    const { lender, clipboard, clock } = world();
    let answer: () => void = () => undefined;
    await copy(lender, 'old');
    clipboard.gate = new Promise<void>((resolve) => (answer = resolve));
    await clock.advance(30_000);
    const copying = copy(lender, 'new');
    await settle();
    answer();
    await copying;
    await settle();
    expect(clipboard.text).toContain('secret-new');
  });
});

describe('a clipboard that fails', () => {
  test('says so where it does not take the credentials, and what was on it is left alone', async () => {
    const { lender, clipboard, clock } = world();
    clipboard.text = 'before';
    clipboard.failing.write = 1;
    await expect(copy(lender)).rejects.toMatchObject({
      code: 'clipboard_failed',
      details: { reason: 'write is not possible now' },
    });
    await clock.advance(60_000);
    expect(clipboard).toMatchObject({ text: 'before', cleared: 0 });
  });

  test('still gives back the earlier credentials where it does not take new ones', async () => {
    const { lender, clipboard, clock } = world();
    await copy(lender);
    await clock.advance(10_000);
    clipboard.failing.write = 1;
    await expect(copy(lender, 'b')).rejects.toMatchObject({ code: 'clipboard_failed' });
    await clock.advance(20_000);
    expect(clipboard.text).toBe('');
  });

  test('does not keep what it took after everybody had given up', async () => {
    const { lender, clipboard, clock } = world();
    let arrive: () => void = () => undefined;
    clipboard.writeGate = new Promise<void>((resolve) => (arrive = resolve));
    const copying = copy(lender);
    const told = expect(copying).rejects.toMatchObject({
      code: 'clipboard_failed',
      details: { reason: 'it does not answer' },
    });
    await clock.advance(2_000);
    await told;
    arrive();
    await settle();
    expect(clipboard).toMatchObject({ text: '', secret: true, cleared: 1 });
    expect(clock.waiting()).toBe(0);
  });

  test('keeps what was lent again before the first attempt arrived', async () => {
    const { lender, clipboard, clock } = world();
    let arrive: () => void = () => undefined;
    clipboard.writeGate = new Promise<void>((resolve) => (arrive = resolve));
    const told = expect(copy(lender)).rejects.toMatchObject({ code: 'clipboard_failed' });
    await clock.advance(2_000);
    await told;
    clipboard.writeGate = undefined;
    await copy(lender);
    arrive();
    await settle();
    expect(clipboard).toMatchObject({ text: 'secret-a', cleared: 0 });
    await clock.advance(30_000);
    expect(clipboard.text).toBe('');
  });

  test.each(['read', 'clear'] as const)('is asked again where %s fails for a moment', async (kind) => {
    const { lender, clipboard, clock } = world();
    const delivered = await copy(lender);
    clipboard.failing[kind] = 2;
    await clock.advance(31_000);
    expect(clipboard.text).toBe('');
    expect(await fate(delivered)).toBe('back');
  });

  test('is not cleared where it cannot be read, which is told', async () => {
    const { lender, clipboard, clock } = world();
    const delivered = await copy(lender);
    const told = fate(delivered);
    clipboard.text = 'perhaps a shopping list';
    clipboard.failing.read = 3;
    await clock.advance(31_000);
    expect(clipboard).toMatchObject({ text: 'perhaps a shopping list', cleared: 0 });
    await told;
    expect(await fate(delivered)).toBe('clipboard_not_cleared: read is not possible now');
  });

  test('is tried once more at the end', async () => {
    const { lender, clipboard, clock } = world();
    const delivered = await copy(lender);
    const told = fate(delivered);
    clipboard.failing.read = 3;
    await clock.advance(31_000);
    await told;
    expect(clipboard.text).toContain('secret-a');
    await lender.withdraw(() => true);
    expect(clipboard.text).toBe('');
  });

  test('does not hold anybody up for ever', async () => {
    const { lender, clipboard, clock } = world();
    const delivered = await copy(lender);
    const told = fate(delivered);
    clipboard.gate = new Promise(() => undefined);
    const withdrawn = lender.withdraw(() => true);
    await clock.advance(10_000);
    await withdrawn;
    await told;
    expect(await fate(delivered)).toBe('clipboard_not_cleared: it does not answer');
  });
});
