import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { useMachine } from './machine.ts';

const machine = useMachine();

/** So large that a good part of the time goes into writing it. */
const SIZE = 200_000;
const ROUNDS = 5;

/** Writes one value after the other over the same entry, and says so after each; ends with the first that fails. */
const SCRIPT = `
  const keytar = require('keytar');
  (async () => {
    for (let number = 1; number < 2000; number++) {
      await keytar.setPassword('Written without end', 'one', number + ' ' + 'x'.repeat(${SIZE}));
      console.log(number);
    }
  })().catch(() => process.exit(0));`;

it('a keychain that is killed while it writes keeps the old value or the new one, and either is whole', async () => {
  const { keyring } = machine();
  for (let round = 1; round <= ROUNDS; round++) {
    // libsecret never finds a second keychain in the same process.
    const writer = spawn(process.execPath, ['-e', SCRIPT], { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(writer, 'exit');
    onTestFinished(() => void writer.kill());
    let written = 0;
    for await (const line of createInterface(writer.stdout)) {
      written = Number(line);
      // The next write is under way by now.
      if (written === 2 * round) await keyring.stop('crashed');
    }
    await ended;
    expect(written, 'confirmed writes').toBeGreaterThanOrEqual(2 * round);
    await keyring.start();
    const [item, ...others] = await keyring.items('Written without end');
    expect(others).toEqual([]);
    const whole = [written, written + 1].map((number) => `${number} ${'x'.repeat(SIZE)}`);
    expect(whole.includes(item?.secret ?? ''), `${item?.secret?.slice(0, 8)} after ${written}`).toBe(true);
  }
});
