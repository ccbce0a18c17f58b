import { shownAddress } from '../../core/catalogues/catalogue-source.ts';
import type { CatalogueWish, Fetched, FetchMark } from '../../core/catalogues/ports.ts';
import { AppError } from '../../core/errors.ts';
import type { Clock, Http, HttpResponse } from '../../core/ports.ts';
import { largestCatalogue } from '../../core/catalogues/read-catalogue.ts';
import { pauseOrFailure } from './catalogue-refusal.ts';
import { explainSize, saysPage, textOf } from './catalogue-text.ts';

const timeoutMs = 30_000;

/** Reads a catalogue from an address that anybody may read who knows it: nothing of the user's goes there. */
export async function fetchFromAddress(
  http: Http,
  clock: Clock,
  url: string,
  { source, known, signal }: CatalogueWish,
): Promise<Fetched> {
  const response = await http
    .send({
      method: 'GET',
      url,
      headers: { accept: 'application/yaml, application/json, text/plain, */*;q=0.5', ...condition(known) },
      timeoutMs,
      largestBody: largestCatalogue,
      ...(signal && { signal }),
    })
    .catch((error: unknown): never => {
      throw explainSize(source, error);
    });
  if (response.status === 304) return { kind: 'unchanged' };
  const place = shownAddress(url);
  if (response.status !== 200) throw refused(response, source.id, place, clock);
  if (saysPage(response.headers)) {
    throw new AppError('catalogue_not_text', { catalogue: source.id, place });
  }
  // What is no UTF-8 comes as this sign.
  if (response.body.includes('\ufffd')) {
    throw new AppError('catalogue_not_text', { catalogue: source.id, place });
  }
  const etag = response.headers['etag'] ?? response.headers['last-modified'];
  return {
    kind: 'text',
    text: textOf(source, place, Buffer.from(response.body)),
    ...(etag !== undefined && { mark: { etag } }),
  };
}

/** An entity tag is quoted; a date, which stands for one where there is none, never is (RFC 9110, section 8.8). */
function condition(known: FetchMark | undefined): Readonly<Record<string, string>> {
  if (known?.etag === undefined) return {};
  return /^(W\/)?"/.test(known.etag) ? { 'if-none-match': known.etag } : { 'if-modified-since': known.etag };
}

function refused(response: HttpResponse, catalogue: string, place: string, clock: Clock): AppError {
  const { host } = new URL(place);
  switch (response.status) {
    case 401:
    case 403:
      return new AppError('catalogue_forbidden', { catalogue, place, address: true });
    case 404:
    case 410:
      return new AppError('catalogue_not_found', { catalogue, place, missing: 'address' });
    default:
      return pauseOrFailure(response, { catalogue, host }, clock);
  }
}
