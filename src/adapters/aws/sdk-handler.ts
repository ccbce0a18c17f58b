import { AppError } from '../../core/errors.ts';
import type { Http } from '../../core/ports.ts';

/** The part of the SDK's own request and response shapes that STS uses. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkHandler {
  handle(request: SdkRequest): Promise<{ readonly response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const timeoutMs = 15_000;
/** The network layer sets these itself, and Electron's refuses them from outside. */
const ownHeaders = new Set(['host', 'content-length', 'expect']);

/** Gives the AWS SDK the one door to the network. */
export function createSdkHandler(http: Http): SdkHandler {
  return {
    async handle(request) {
      const query = new URLSearchParams(
        Object.entries(request.query ?? {}).flatMap(([name, value]) =>
          [value ?? ''].flat().map((one): [string, string] => [name, one]),
        ),
      ).toString();
      const port = request.port === undefined ? '' : `:${request.port}`;
      const url = `${request.protocol}//${request.hostname}${port}${request.path}${query === '' ? '' : `?${query}`}`;
      const response = await http.send({
        method: request.method === 'GET' ? 'GET' : 'POST',
        url,
        headers: Object.fromEntries(
          Object.entries(request.headers).filter(([name]) => !ownHeaders.has(name)),
        ),
        timeoutMs,
        ...(request.body !== undefined && { body: bodyText(request.body) }),
      });
      return {
        response: {
          statusCode: response.status,
          headers: response.headers,
          body: new TextEncoder().encode(response.body),
        },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  throw new AppError('internal', {}, { cause: new Error('unexpected kind of request body') });
}
