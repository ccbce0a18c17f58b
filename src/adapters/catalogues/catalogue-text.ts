import { largestCatalogue } from '../../core/catalogues/read-catalogue.ts';
import { AppError, hasCode } from '../../core/errors.ts';
import type { CatalogueSource } from '../../core/catalogues/catalogue-source.ts';

/** The bytes of a catalogue as text. @throws AppError `catalogue_too_large`, `catalogue_not_text` */
export function textOf({ id: catalogue }: CatalogueSource, place: string, bytes: Uint8Array): string {
  if (bytes.length > largestCatalogue) throw tooLarge(catalogue);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!isPage(text) && !text.includes('\0')) return text;
  } catch (cause) {
    throw new AppError('catalogue_not_text', { catalogue, place }, { cause });
  }
  throw new AppError('catalogue_not_text', { catalogue, place });
}

/** A sign-in page, or a proxy's own words, in the place of data. */
function isPage(text: string): boolean {
  return /^\s*<(!doctype|html|head|body|\?xml)\b/i.test(text.slice(0, 1000));
}

/** Whether the answer says of itself that it is a web page. */
export function saysPage(headers: Readonly<Record<string, string>>): boolean {
  return /^\s*(text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '');
}

/** What the network says of a body that is cut off because it is far too large, in the words of a catalogue. */
export function explainSize({ id: catalogue }: CatalogueSource, error: unknown): unknown {
  return hasCode(error, 'network_unreachable') && error.details.largest !== undefined
    ? tooLarge(catalogue, error)
    : error;
}

export function tooLarge(catalogue: string, cause?: unknown): AppError {
  return new AppError('catalogue_too_large', { catalogue, largest: largestCatalogue }, { cause });
}
