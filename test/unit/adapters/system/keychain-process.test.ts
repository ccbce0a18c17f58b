import { expect, test } from 'vitest';
import {
  createKeytarRenewal,
  serveKeytar,
  type KeychainProcess,
} from '../../../../src/adapters/system/keychain-process.ts';
import { FakeKeytar } from '../../../support/fake-keytar.ts';

/** A process of one's own, without one: messages arrive as copies, one turn later. */
class FakeProcess implements KeychainProcess {
  killed = false;
  readonly keytar: FakeKeytar;
  private readonly toClient: ((message: unknown) => void)[] = [];
  private readonly toServer: ((message: unknown) => void)[] = [];
  private readonly exits: (() => void)[] = [];

  constructor(keytar: FakeKeytar) {
    this.keytar = keytar;
    serveKeytar(keytar, {
      send: (message) => this.deliver(this.toClient, message),
      onMessage: (listener) => void this.toServer.push(listener),
    });
  }

  send(message: unknown): void {
    this.deliver(this.toServer, message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.toClient.push(listener);
  }
  onExit(listener: () => void): void {
    this.exits.push(listener);
  }
  kill(): void {
    this.killed = true;
    for (const listener of this.exits) listener();
  }

  private deliver(listeners: readonly ((message: unknown) => void)[], message: unknown): void {
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => {
      if (!this.killed) for (const listener of listeners) listener(copy);
    });
  }
}

function createWorld() {
  const started: FakeProcess[] = [];
  const keyring = new FakeKeytar();
  const renew = createKeytarRenewal(() => {
    const next = new FakeProcess(keyring);
    started.push(next);
    return next;
  });
  return { keyring, renew, started };
}

test('keytar in another process does what keytar does', async () => {
  const { keyring, renew } = createWorld();
  const keytar = await renew();
  expect(await keytar.getPassword('Tobira', 'work')).toBeNull();
  await keytar.setPassword('Tobira', 'work', 'secret');
  expect(await keytar.getPassword('Tobira', 'work')).toBe('secret');
  expect(await keytar.deletePassword('Tobira', 'work')).toBe(true);
  expect(await keytar.deletePassword('Tobira', 'work')).toBe(false);
  expect(keyring.entries.size).toBe(0);
});

test('answers find the call that they belong to, in whatever order they come', async () => {
  const { keyring, renew } = createWorld();
  const keytar = await renew();
  await keytar.setPassword('Tobira', 'work', 'one');
  await keytar.setPassword('Tobira', 'home', 'two');
  keyring.state = 'prompting';
  const slow = keytar.getPassword('Tobira', 'work');
  const quick = keytar.deletePassword('Tobira', 'nothing');
  expect(await quick).toBe(false);
  keyring.answer('unlocked');
  expect(await Promise.all([slow, keytar.getPassword('Tobira', 'home')])).toEqual(['one', 'two']);
});

test('a call that fails there fails here, with the same words', async () => {
  const { keyring, renew } = createWorld();
  const keytar = await renew();
  keyring.state = 'locked';
  await expect(keytar.setPassword('Tobira', 'work', 'secret')).rejects.toThrow('locked collection');
});

test('the one before is ended where a new one is made', async () => {
  const { renew, started } = createWorld();
  await renew();
  await renew();
  expect(started.map(({ killed }) => killed)).toEqual([true, false]);
});

test('calls to a process that ends fail, those under way and those to come', async () => {
  const { keyring, renew, started } = createWorld();
  const keytar = await renew();
  await keytar.setPassword('Tobira', 'work', 'secret');
  keyring.state = 'prompting';
  const underWay = expect(keytar.getPassword('Tobira', 'work')).rejects.toThrow('has ended');
  started[0]?.kill();
  await underWay;
  await expect(keytar.getPassword('Tobira', 'work')).rejects.toThrow('has ended');
});
