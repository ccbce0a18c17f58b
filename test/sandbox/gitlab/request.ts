import type { IncomingHttpHeaders } from 'node:http';

/** One request, read whole. */
export interface SandboxRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
  readonly body: string;
}

/** The request's target as it stood in the request line. */
export function targetOf(request: SandboxRequest): string {
  const query = request.query.toString();
  return query === '' ? request.path : `${request.path}?${query}`;
}

/** The bearer token of the Authorization header, if there is one. */
export function bearerOf(request: SandboxRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The client's uid, from the form or from HTTP Basic. */
export function clientIdOf(request: SandboxRequest): string | undefined {
  const basic = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString().split(':')[0];
  return request.form.get('client_id') ?? undefined;
}
