import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** A request that a stand-in in this process has answered. */
export interface Answered {
  /** Path without its query. */
  readonly path: string;
  /** Which connection brought it, by the client's port. */
  readonly connection: number;
  /** Milliseconds that the stand-in took, from the request's head to the end of its answer. */
  readonly ms: number;
}

export interface StandInWatch {
  /** What was answered since it was asked last. */
  take(): readonly Answered[];
  close(): void;
}

const started = 'http.server.request.start';
const finished = 'http.server.response.finish';

/** Watches all HTTP servers of this process, as Node itself tells of them. Source: diagnostics_channel, built-in channels. */
export function watchStandIns(): StandInWatch {
  const begun = new WeakMap<object, number>();
  let answered: Answered[] = [];
  const begin = (message: unknown): void => {
    begun.set(requestOf(message), performance.now());
  };
  const end = (message: unknown): void => {
    const request = requestOf(message);
    const at = begun.get(request);
    if (at === undefined) return;
    answered.push({
      path: (request.url ?? '/').replace(/\?.*/s, ''),
      connection: request.socket.remotePort ?? 0,
      ms: performance.now() - at,
    });
  };
  subscribe(started, begin);
  subscribe(finished, end);
  return {
    take() {
      const all = answered;
      answered = [];
      return all;
    },
    close() {
      unsubscribe(started, begin);
      unsubscribe(finished, end);
    },
  };
}

function requestOf(message: unknown): IncomingMessage {
  return (message as { readonly request: IncomingMessage }).request; // As Node documents it for both channels.
}
