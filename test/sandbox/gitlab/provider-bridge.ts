import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type Provider from 'oidc-provider';
import type { Reply } from './reply.ts';
import { targetOf } from './request.ts';
import type { SandboxRequest } from './request.ts';

/** A response that nobody hears: it keeps what is written, so that it can be changed before it is sent. */
class CapturedResponse extends ServerResponse {
  readonly #chunks: Uint8Array[] = [];

  override end(chunk?: unknown, ..._rest: unknown[]): this {
    if (typeof chunk === 'string') this.#chunks.push(Buffer.from(chunk));
    if (chunk instanceof Uint8Array) this.#chunks.push(chunk);
    return super.end();
  }

  reply(): Reply {
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries(this.getHeaders())) {
      // The length is the sender's business: the body may change on the way.
      if (value !== undefined && name !== 'content-length') {
        headers[name] = typeof value === 'number' ? String(value) : value;
      }
    }
    return { status: this.statusCode, headers, body: Buffer.concat(this.#chunks).toString() };
  }
}

/** Speaks with oidc-provider in memory: a request goes in as data and the reply comes out as data. */
export class ProviderBridge {
  readonly #provider: Provider;
  readonly #handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly #failures = new WeakMap<IncomingMessage, unknown>();

  constructor(provider: Provider) {
    this.#provider = provider;
    this.#handle = provider.callback();
    provider.on('server_error', (context, error) => this.#failures.set(context.req, error));
  }

  /** Throws what went wrong inside oidc-provider: that is a fault of the stand-in, not a reply of GitLab's. */
  async call(request: SandboxRequest): Promise<Reply> {
    const { incoming, response } = exchangeOf(request);
    await this.#handle(incoming, response);
    const failure = this.#failures.get(incoming);
    if (failure !== undefined) throw new Error('oidc-provider failed', { cause: failure });
    return response.reply();
  }

  /** What a person is being asked: to sign in or to consent. Undefined if the request has expired. */
  async interaction(
    request: SandboxRequest,
  ): Promise<Awaited<ReturnType<Provider['interactionDetails']>> | undefined> {
    const { incoming, response } = exchangeOf(request);
    try {
      return await this.#provider.interactionDetails(incoming, response);
    } catch {
      return undefined;
    }
  }

  /** Stores the person's answer and returns the URL where the flow goes on. */
  finish(request: SandboxRequest, result: Parameters<Provider['interactionResult']>[2]): Promise<string> {
    const { incoming, response } = exchangeOf(request);
    return this.#provider.interactionResult(incoming, response, result, { mergeWithLastSubmission: true });
  }

  /** Records that a user granted scopes to an application, and returns the grant's id. */
  grant(userId: string, applicationUid: string, scope: string): Promise<string> {
    const grant = new this.#provider.Grant({ accountId: userId, clientId: applicationUid });
    grant.addOIDCScope(scope);
    return grant.save();
  }
}

function exchangeOf(request: SandboxRequest): { incoming: IncomingMessage; response: CapturedResponse } {
  // A socket of its own, never connected: finishing this message must not touch the client's connection.
  const incoming = new IncomingMessage(new Socket());
  incoming.complete = true;
  incoming.method = request.method;
  incoming.url = targetOf(request);
  incoming.headers = { ...request.headers };
  if (request.body === '') delete incoming.headers['content-length'];
  else incoming.headers['content-length'] = String(Buffer.byteLength(request.body));
  delete incoming.headers['transfer-encoding'];
  if (request.body !== '') incoming.push(request.body);
  incoming.push(null);
  return { incoming, response: new CapturedResponse(incoming) };
}
