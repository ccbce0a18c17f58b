import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { protocolVersion, type AgentMessage } from '../../../src/adapters/owner/protocol.ts';
import type { InstalledCli } from '../../support/cli.ts';
import type { World } from '../cli/world.ts';

export const folderOf = ({ terminal }: World): string => join(terminal.home, 'run', 'tobira');
export const socketOf = (world: World): string => join(folderOf(world), 'owner.sock');

/** Ids of the living agents of this world, by their command lines. */
export function agentsOf({ terminal }: World): readonly number[] {
  return terminal.processes().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('agent/index.js');
    } catch {
      return false; // It went between the two looks.
    }
  });
}

/** Waits until one agent is left: those that were not needed take a moment to end. */
export async function oneAgent(world: World): Promise<number> {
  await vi.waitFor(() => expect(agentsOf(world)).toHaveLength(1), 20_000);
  const [pid] = agentsOf(world);
  if (pid === undefined) throw new Error('The agent has just ended');
  return pid;
}

export async function gone(pid: number): Promise<void> {
  await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: 20_000, interval: 10 });
}

/** An agent that this test has started itself. */
export interface StartedAgent {
  readonly pid: number;
  /** Its first word; undefined where it ended without one. */
  readonly told: Promise<AgentMessage | undefined>;
  /** Resolves with its exit code or its signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  kill(signal: NodeJS.Signals): void;
}

/** @param preload a module that Node loads before the agent  @param more laid over its environment */
export function startAgent(
  { terminal }: World,
  cli: InstalledCli,
  preload?: string,
  more: Readonly<Record<string, string>> = {},
): StartedAgent {
  const child = fork(join(cli.folder, 'agent', 'index.js'), ['--config', terminal.configPath], {
    env: { ...terminal.env, ...more },
    execArgv: preload === undefined ? [] : ['--import', preload],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  );
  const told = new Promise<AgentMessage | undefined>((resolve) => {
    child.once('message', (message) => resolve(message as AgentMessage)); // Built from the same source.
    child.once('exit', () => resolve(undefined));
  });
  return { pid: child.pid ?? 0, told, ended, kill: (signal) => void child.kill(signal) };
}

const ACCEPTED = '{"type":"accepted"}';

/** One connection to the owner's socket, to send whatever bytes. */
export interface Line {
  readonly socket: Socket;
  /** All that has come back so far. */
  text(): string;
  /** Resolves with the first whole line but the word that the request is read, or with all there is when the connection closes. */
  readonly answer: Promise<string>;
  /** Resolves with all that came back when the connection is closed. */
  readonly closed: Promise<string>;
}

/** Like the real client, it knocks again where more are waiting than the kernel keeps in line. */
export async function openLine(path: string): Promise<Line> {
  for (;;) {
    const socket = connect(path);
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      socket.once('error', resolve);
      socket.once('connect', () => resolve(undefined));
    });
    if (error === undefined) return watch(socket);
    if (error.code !== 'EAGAIN') throw error;
    await pass(10);
  }
}

function watch(socket: Socket): Line {
  let text = '';
  // What is refused may be cut off while more of it is on its way.
  socket.on('error', () => undefined);
  const closed = new Promise<string>((done) => socket.once('close', () => done(text)));
  const answer = new Promise<string>((done) => {
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const [line] = text
        .split('\n')
        .slice(0, -1)
        .filter((one) => one !== ACCEPTED);
      if (line !== undefined) done(line);
    });
    socket.once('close', () => done(text));
  });
  return { socket, text: () => text, answer, closed };
}

/** A request as an honest client of this world words it. @param change laid over it */
export function request(
  { terminal }: World,
  call: string,
  change: Readonly<Record<string, unknown>> = {},
): string {
  const envelope = { version: protocolVersion, config: terminal.configPath, call, request: {}, ...change };
  return `${JSON.stringify(envelope)}\n`;
}

/** Asks the owner one thing. @returns its final answer */
export async function say(world: World, text: string): Promise<unknown> {
  const line = await openLine(socketOf(world));
  line.socket.write(text);
  const answer = await line.answer;
  line.socket.end();
  return answer === '' ? undefined : JSON.parse(answer);
}
