import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inTerminal } from './pseudo-terminal.ts';
import { openWorld, useInstalledCli } from './world.ts';
import type { World } from './world.ts';

const installed = useInstalledCli();

async function signedIn(): Promise<World> {
  const world = await openWorld(installed());
  await world.ok('login');
  return world;
}

/** Tells each signal that it gets, and ends with SIGTERM's handler. */
const LISTENER = `
import os, signal, sys, time
def told(number, frame):
    # The next one may come before this one has been written: print cannot bear that.
    os.write(1, ('got %s\\n' % signal.Signals(number).name).encode())
    if number == signal.SIGTERM:
        sys.exit(7)
for name in ('SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT', 'SIGTERM'):
    signal.signal(getattr(signal, name), told)
print('ready', flush=True)
while True:
    time.sleep(1)
`;

/** Counts what Ctrl+C brings, and takes its time to end. */
const COUNTER = `
import signal, sys, time
count = 0
def told(number, frame):
    global count
    count += 1
signal.signal(signal.SIGINT, told)
print('ready', flush=True)
end = None
while end is None or time.monotonic() < end:
    time.sleep(0.05)
    if count and end is None:
        end = time.monotonic() + 1
print('interrupted', count, 'times', flush=True)
sys.exit(5)
`;

const execWords = (...command: readonly string[]): readonly string[] => [
  'exec',
  'dev-read',
  '--',
  ...command,
];

function terminalOf(world: World) {
  const command = (...words: readonly string[]) => [process.execPath, installed().entry, ...words];
  return { command, options: { env: world.terminal.env, cwd: world.terminal.home } };
}

describe('signals to this process', () => {
  it('reach the program, each once, and this process waits for its end', async () => {
    const world = await signedIn();
    const running = world.terminal.start(execWords('/usr/bin/python3', '-c', LISTENER));
    await running.output((out) => out.includes('ready'));
    const sent = [
      'SIGINT',
      'SIGQUIT',
      'SIGHUP',
      'SIGUSR1',
      'SIGUSR2',
      'SIGWINCH',
      'SIGCONT',
      'SIGTERM',
    ] as const;
    for (const signal of sent) {
      running.kill(signal);
      await running.output((out) => out.includes(`got ${signal}\n`));
    }
    const { code, stdout, stderr } = await running.result;
    expect({ code, stderr }).toEqual({ code: 7, stderr: '' });
    expect(stdout).toBe(`ready\n${sent.map((signal) => `got ${signal}\n`).join('')}`);
  });
});

describe('at a terminal', () => {
  it('Ctrl+C reaches the program once, and this process does not end before it', async () => {
    const world = await signedIn();
    const { command, options } = terminalOf(world);
    const { shown, status } = await inTerminal(
      command(...execWords('/usr/bin/python3', '-c', COUNTER)),
      [{ after: 'ready', type: '\u0003' }],
      options,
    );
    expect(shown).toContain('interrupted 1 times');
    expect(status).toBe(5);
  });

  it('Ctrl+C ends a program that does not care, and this process with it', async () => {
    const world = await signedIn();
    const { command, options } = terminalOf(world);
    const { status } = await inTerminal(
      command(...execWords('sh', '-c', 'echo ready; exec sleep 60')),
      [{ after: 'ready', type: '\u0003' }],
      options,
    );
    expect(status).toBe(-2);
  });

  it('a program sees a terminal', async () => {
    const world = await signedIn();
    const { command, options } = terminalOf(world);
    const { shown, status } = await inTerminal(command(...execWords('tty')), [], options);
    expect(shown).toMatch(/^\/dev\/pts\/\d+\r\n$/);
    expect(status).toBe(0);
  });

  it('Ctrl+Z stops both, and `fg` continues both', async () => {
    const world = await signedIn();
    const { command, options } = terminalOf(world);
    const script = join(world.terminal.home, 'program');
    await writeFile(script, 'echo ready; read -r line; echo "heard $line"; exit 6\n');
    const line = command(...execWords('sh', 'program')).join(' ');
    const { shown, status } = await inTerminal(
      ['bash', '--norc', '--noprofile', '-i'],
      [
        { after: 'prompt> ', type: `${line}\n` },
        { after: 'ready\r\n', type: '\u001a' },
        { after: 'Stopped', type: `ps -o stat=,args= -t "$(tty)" | grep '[p]rogram'; echo seen\n` },
        { after: '\r\nseen', type: 'fg\n' },
        { after: 'fg\r\n', type: 'hello\n' },
        { after: 'heard hello', type: 'exit $?\n' },
      ],
      { ...options, env: { ...options.env, PS1: 'prompt> ' } },
    );
    // The program itself is stopped, not only the one that waits for it.
    expect(shown).toMatch(/\bT +sh program/);
    expect(status).toBe(6);
  });

  it('an interrupted program ends the script that it is part of', async () => {
    const world = await signedIn();
    const { command, options } = terminalOf(world);
    const line = command(...execWords('sh', '-c', '"echo ready; exec sleep 60"')).join(' ');
    const { shown, status } = await inTerminal(
      ['bash', '-c', `${line}; echo went on`],
      [{ after: 'ready', type: '\u0003' }],
      options,
    );
    expect(shown).not.toContain('went on');
    expect(status).not.toBe(0);
  });
});
