import * as z from 'zod';
import type { Keytar } from './keychain.ts';

/**
 * keytar in a process of its own. libsecret holds on to the process of the Secret Service that it found first: when
 * that one is started anew, every later call in the same process fails. Only a new process finds the new service.
 */

/** The argument that makes the agent's program serve keytar, and nothing else. */
export const keychainArgument = '--keychain';

/** Where messages to and from the other process go through. Secrets do: it is a pipe between the two. */
export interface Channel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

export interface KeychainProcess extends Channel {
  onExit(listener: () => void): void;
  kill(): void;
}

const requestSchema = z.discriminatedUnion('call', [
  z.object({ id: z.number(), call: z.literal('get'), service: z.string(), account: z.string() }),
  z.object({
    id: z.number(),
    call: z.literal('set'),
    service: z.string(),
    account: z.string(),
    secret: z.string(),
  }),
  z.object({ id: z.number(), call: z.literal('delete'), service: z.string(), account: z.string() }),
]);
type Request = z.infer<typeof requestSchema>;
type Unnumbered<Message> = Message extends unknown ? Omit<Message, 'id'> : never;

const answerSchema = z.union([
  z.object({ id: z.number(), value: z.union([z.string(), z.boolean(), z.null()]) }),
  z.object({ id: z.number(), failure: z.string() }),
]);
type Answer = z.infer<typeof answerSchema>;

/** Answers for keytar, in the process that was started for it. */
export function serveKeytar(keytar: Keytar, channel: Channel): void {
  const run = async (request: Request): Promise<string | boolean | null> => {
    switch (request.call) {
      case 'get':
        return keytar.getPassword(request.service, request.account);
      case 'set':
        await keytar.setPassword(request.service, request.account, request.secret);
        return null;
      case 'delete':
        return keytar.deletePassword(request.service, request.account);
    }
  };
  channel.onMessage((message) => {
    const request = requestSchema.parse(message);
    const { id } = request;
    void run(request).then(
      (value) => channel.send({ id, value } satisfies Answer),
      (error: unknown) =>
        channel.send({ id, failure: error instanceof Error ? error.message : 'unknown' } satisfies Answer),
    );
  });
}

/**
 * Gives keytar in a fresh process each time, and ends the one before.
 * @param start starts the agent's program with `keychainArgument`
 */
export function createKeytarRenewal(start: () => KeychainProcess): () => Promise<Keytar> {
  let running: KeychainProcess | undefined;
  return () => {
    running?.kill();
    running = start();
    return Promise.resolve(keytarIn(running));
  };
}

function keytarIn(process: KeychainProcess): Keytar {
  const waiting = new Map<
    number,
    { readonly settle: (answer: Answer) => void; readonly fail: (error: Error) => void }
  >();
  let last = 0;
  let gone = false;

  process.onMessage((message) => {
    const answer = answerSchema.parse(message);
    waiting.get(answer.id)?.settle(answer);
    waiting.delete(answer.id);
  });
  process.onExit(() => {
    gone = true;
    for (const { fail } of waiting.values()) fail(new Error('the process of the keychain has ended'));
    waiting.clear();
  });

  async function ask(request: Unnumbered<Request>): Promise<string | boolean | null> {
    if (gone) throw new Error('the process of the keychain has ended');
    const id = (last += 1);
    const answer = await new Promise<Answer>((settle, fail) => {
      waiting.set(id, { settle, fail });
      process.send({ ...request, id });
    });
    if ('failure' in answer) throw new Error(answer.failure);
    return answer.value;
  }

  return {
    async getPassword(service, account) {
      const value = await ask({ call: 'get', service, account });
      return typeof value === 'string' ? value : null;
    },
    async setPassword(service, account, secret) {
      await ask({ call: 'set', service, account, secret });
    },
    deletePassword: async (service, account) => (await ask({ call: 'delete', service, account })) === true,
  };
}
