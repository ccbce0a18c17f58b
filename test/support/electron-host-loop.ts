import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import { asAppError } from '../../src/core/errors.ts';
import type { Http, HttpRequest } from '../../src/core/ports.ts';
import type { HostAnswer, HostCall } from './electron-host.ts';

/** Sends what arrives on stdin, one JSON line each, and writes the outcomes to stdout. Resolves when stdin has ended. */
export async function serveCalls(http: Http): Promise<void> {
  const underWay = new Map<number, AbortController>();
  say({ id: 0 });
  for await (const line of createInterface({ input: process.stdin })) {
    const call = JSON.parse(line) as HostCall;
    if (call.request === undefined) underWay.get(call.id)?.abort();
    else {
      const abort = new AbortController();
      underWay.set(call.id, abort);
      const request: HttpRequest = { ...call.request, signal: abort.signal };
      void answer(http, call.id, request).then((answered) => {
        underWay.delete(call.id);
        say(answered);
      });
      if (call.givesUp === true) abort.abort();
    }
  }
}

async function answer(http: Http, id: number, request: HttpRequest): Promise<HostAnswer> {
  try {
    return { id, response: await http.send(request) };
  } catch (error) {
    const { code, details } = asAppError(error);
    // All that a careless log could have written: the whole chain of causes, with every property.
    return { id, failure: { code, details, text: inspect(error, { depth: 12, showHidden: true }) } };
  }
}

function say(message: HostAnswer): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
