import type { Socket } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { writeLine } from '../../src/adapters/owner/lines.ts';
import type { KeptCredentials, OwnerMessage } from '../../src/adapters/owner/protocol.ts';
import { createOwnerServer } from '../../src/adapters/owner/server.ts';
import type { Access, Role } from '../../src/core/model.ts';
import { settle } from './fake-clock.ts';
import { createFakeSocket } from './fake-connection.ts';
import { configWith, identityWith } from './fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from './fake-owner.ts';

const work = identityWith();

/** A client for which the owner keeps a role fresh. */
export interface Line {
  readonly socket: Socket;
  /** What the owner has said since the word that it has read the request. */
  readonly heard: OwnerMessage[];
  readonly over: Promise<unknown>;
}

/** A whole core behind a real socket, and clients that want a role kept fresh. */
export interface KeepWorld extends FakeWorld {
  keep(role?: string, access?: Access): Line;
  signIn(): Promise<void>;
  configure(...roles: readonly Role[]): Promise<void>;
  /** Requests that are worked on. */
  busy(): number;
}

export async function createKeepWorld(): Promise<KeepWorld> {
  const world = createFakeWorld();
  let busy = 0;
  const serve = createOwnerServer({
    owner: world.owner,
    identity: { kind: 'agent', pid: 7, version: '0.1.0' },
    configPath: world.configSource.path,
    clock: world.clock,
    log: world.log,
    show: () => false,
    end: () => undefined,
    usage: { busy: () => (busy += 1), free: () => (busy -= 1) },
  });
  const fake = await createFakeSocket(serve);
  onTestFinished(() => fake.close());
  return {
    ...world,
    busy: () => busy,
    keep(role = 'prod', access) {
      const socket = fake.connect();
      const heard: OwnerMessage[] = [];
      let rest = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = `${rest}${chunk}`.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const message = JSON.parse(line) as OwnerMessage;
          if (message.type !== 'accepted') heard.push(message);
        }
      });
      writeLine(socket, {
        version: 1,
        config: world.configSource.path,
        call: 'keep',
        request: { role, ...(access && { access }) },
      });
      return { socket, heard, over: new Promise((resolve) => socket.once('close', resolve)) };
    },
    async signIn() {
      const login = world.owner.actions.signIn(undefined, world.browser);
      await settle();
      world.provider.approve(work);
      await login;
    },
    async configure(...roles) {
      world.configSource.config = configWith({ roles });
      await world.owner.actions.loadConfig();
    },
  };
}

/** Waits for that many messages, while the timers that are due run. */
export async function hear(
  world: KeepWorld,
  { heard }: Line,
  count: number,
): Promise<readonly OwnerMessage[]> {
  await expect
    .poll(async () => {
      await world.clock.advance(0);
      return heard.length;
    })
    .toBe(count);
  return heard;
}

/** The credentials that came last, if the last word was that. */
export function last({ heard }: Line): KeptCredentials | undefined {
  const message = heard.at(-1);
  return message?.type === 'credentials' ? message.value : undefined;
}
