import { AppError } from '../../core/errors.ts';
import type { Clock, HttpResponse } from '../../core/ports.ts';
import { retryAfterSeconds } from '../../core/retry-after.ts';

/** What a server's refusal is wherever a catalogue comes from: it asks for a pause, or has failed. */
export function pauseOrFailure(
  response: HttpResponse,
  { catalogue, host }: { readonly catalogue: string; readonly host: string },
  clock: Pick<Clock, 'now'>,
): AppError {
  const { status } = response;
  if (status !== 429) return new AppError('catalogue_failed', { catalogue, host, status });
  const waitSeconds = retryAfterSeconds(response, clock.now());
  const wait = waitSeconds !== undefined && { waitSeconds };
  return new AppError('catalogue_throttled', { catalogue, host, ...wait });
}
