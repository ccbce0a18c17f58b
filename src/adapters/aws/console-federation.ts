import { servicePage } from '../../core/console-services.ts';
import { AppError } from '../../core/errors.ts';
import type { ConsoleFederation, ConsoleRequest, Http, HttpResponse } from '../../core/ports.ts';
import { partition } from './partitions.ts';

const timeoutMs = 15_000;

/** Statuses with which a server may say that it takes the request in another form only. */
const otherForm = new Set([400, 404, 405, 411, 414, 415, 501]);

/**
 * AWS's sign-in federation: temporary credentials become a sign-in token, and that a console URL.
 * Source: IAM user guide, "Enabling custom identity broker access to the AWS console".
 */
export function createConsoleFederation(http: Http): ConsoleFederation {
  return {
    async loginUrl(request, onShortened = () => undefined) {
      const known = partition(request.partition);
      const endpoint = request.endpoints.signin ?? known.signin(request.region);
      const { token, isShortened } = await signinToken(http, endpoint, request);
      if (isShortened && request.sessionSeconds !== undefined) onShortened(request.sessionSeconds);
      const url = new URL(endpoint);
      url.search = new URLSearchParams({
        Action: 'login',
        Issuer: request.issuer,
        Destination: destination(request, known.console),
        SigninToken: token,
      }).toString();
      return request.signOutFirst ? signOut(request, known.signOut, url.href) : url.href;
    },
  };
}

/**
 * The browser is signed out, and goes on to the login from there. Where it has several sessions beside each other, AWS
 * refuses that with a 400.
 */
function signOut({ endpoints }: ConsoleRequest, known: string, login: string): string {
  const url = new URL(endpoints.signin === undefined ? known : new URL('oauth', endpoints.signin));
  url.search = new URLSearchParams({ Action: 'logout', redirect_uri: login }).toString();
  return url.href;
}

/**
 * POST keeps the secret key out of URLs and proxies' logs; GET is the form every partition is known to take.
 * Some credentials may not ask for a duration of their own: then the console lasts as long as they do.
 */
async function signinToken(
  http: Http,
  endpoint: string,
  request: ConsoleRequest,
): Promise<{ readonly token: string; readonly isShortened: boolean }> {
  const plain = new URLSearchParams({ Action: 'getSigninToken', Session: sessionJson(request) });
  const timed = new URLSearchParams(plain);
  if (request.sessionSeconds !== undefined) timed.set('SessionDuration', String(request.sessionSeconds));
  const forms = request.sessionSeconds === undefined ? [plain] : [timed, plain];

  let last: HttpResponse | undefined;
  for (const send of [post, get]) {
    for (const form of forms) {
      last = await send(http, endpoint, form);
      const token = last.status === 200 ? tokenIn(last.body) : undefined;
      if (token !== undefined) return { token, isShortened: form !== forms[0] };
      // Only a 400 speaks of the parameters: any other answer would be the same without the duration.
      if (last.status !== 400) break;
    }
    if (last !== undefined && !otherForm.has(last.status)) break;
  }
  throw new AppError('console_refused', { host: new URL(endpoint).host, status: last?.status ?? 0 });
}

function post(http: Http, endpoint: string, form: URLSearchParams): Promise<HttpResponse> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return http.send({ method: 'POST', url: endpoint, headers, body: form.toString(), timeoutMs });
}

function get(http: Http, endpoint: string, form: URLSearchParams): Promise<HttpResponse> {
  const url = new URL(endpoint);
  url.search = form.toString();
  return http.send({ method: 'GET', url: url.href, timeoutMs });
}

function sessionJson({ credentials }: ConsoleRequest): string {
  return JSON.stringify({
    sessionId: credentials.accessKeyId,
    sessionKey: credentials.secretAccessKey,
    sessionToken: credentials.sessionToken,
  });
}

/** Errors arrive as HTML or text, whatever the status. */
function tokenIn(body: string): string | undefined {
  try {
    const reply: unknown = JSON.parse(body);
    if (typeof reply !== 'object' || reply === null || !('SigninToken' in reply)) return undefined;
    return typeof reply.SigninToken === 'string' && reply.SigninToken !== '' ? reply.SigninToken : undefined;
  } catch {
    return undefined;
  }
}

function destination({ destination, service, endpoints, region }: ConsoleRequest, home: string): string {
  if (destination !== undefined) return destination;
  if (service !== undefined) return servicePage(service, region, endpoints.console ?? home);
  const url = new URL(endpoints.console ?? home);
  if (!url.searchParams.has('region')) url.searchParams.set('region', region);
  return url.href;
}
