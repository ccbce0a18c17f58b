import type { Clock, Http, HttpRequest, HttpResponse } from './ports.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** A wait up to this is sat out within the request; in seconds. */
const shortWait = 10;
/** What the second try must have left of the request's own deadline; milliseconds. */
const leastTime = 3_000;

/**
 * Keeps to what servers ask for with `Retry-After`: a short wait is sat out once, inside the request and its deadline.
 * After a longer one the address is left alone, and whoever asks it meanwhile gets the same answer with what is left
 * of the wait.
 *
 * @param unnamedWait for how many seconds an address is left alone after a 429 that names no time
 */
export function createPatientHttp(http: Http, clock: Clock, unnamedWait?: number): Http {
  /** By address without its query: the status that it answered with, and until when it is left alone, by `steady`. */
  const waits = new Map<string, { readonly status: number; readonly until: number }>();

  function told(place: string): HttpResponse | undefined {
    const wait = waits.get(place);
    if (wait === undefined) return undefined;
    const left = Math.ceil((wait.until - clock.steady()) / 1000);
    if (left > 0) return { status: wait.status, headers: { 'retry-after': String(left) }, body: '' };
    waits.delete(place);
    return undefined;
  }

  return {
    async send(request) {
      const place = request.url.split('?', 1)[0] ?? request.url;
      const known = told(place);
      if (known !== undefined) return known;
      let response = await http.send(request);
      let seconds = retryAfterSeconds(response, clock.now());
      const timeoutMs = timeLeft(request, seconds);
      if (seconds !== undefined && timeoutMs !== 'too little') {
        await pause(clock, seconds * 1000, request.signal);
        response = await http.send({ ...request, ...(timeoutMs !== undefined && { timeoutMs }) });
        seconds = retryAfterSeconds(response, clock.now());
      }
      if (response.status === 429) seconds ??= unnamedWait;
      if (seconds !== undefined) {
        waits.set(place, { status: response.status, until: clock.steady() + seconds * 1000 });
      }
      return response;
    },
  };
}

/** The deadline of a second try after the wait: undefined where the request has none. */
function timeLeft({ timeoutMs }: HttpRequest, seconds = Number.POSITIVE_INFINITY) {
  if (seconds > shortWait) return 'too little';
  if (timeoutMs === undefined) return undefined;
  const left = timeoutMs - seconds * 1000;
  return left < leastTime ? 'too little' : left;
}

/** Ends early with the request: the next try then fails by itself. */
async function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      signal?.removeEventListener('abort', done);
      callOff();
      resolve();
    };
    const callOff = clock.after(ms, done);
    signal?.addEventListener('abort', done);
    if (signal?.aborted === true) done();
  });
}
