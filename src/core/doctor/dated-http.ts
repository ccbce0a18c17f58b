import type { Clock, Http, HttpResponse } from '../ports.ts';

/** The network, with an eye on the clocks of those who answer. */
export interface DatedHttp extends Http {
  /** Seconds from this computer's clock to a host's, as its answers have dated them; undefined where none has. */
  offBy(host: string): number | undefined;
}

export function createDatedHttp(http: Http, clock: Clock): DatedHttp {
  const seen = new Map<string, number>();
  return {
    async send(request) {
      const begun = clock.now();
      const response = await http.send(request);
      const date = dateOf(response);
      // The header was written somewhere on the way between.
      if (date !== undefined) {
        const seconds = (date - (begun + clock.now()) / 2) / 1000;
        seen.set(new URL(request.url).host, Math.round(seconds));
      }
      return response;
    },
    offBy: (host) => seen.get(host),
  };
}

/** A cache hands out the Date at which the origin answered, and its own Age since then (RFC 9111, section 5.1). */
function dateOf({ headers }: HttpResponse): number | undefined {
  const date = Date.parse(headers['date'] ?? '');
  const age = Number(headers['age'] ?? 0) || 0;
  // A Date header has whole seconds, rounded down.
  return Number.isNaN(date) ? undefined : date + age * 1000 + 500;
}
