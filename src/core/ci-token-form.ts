/** What a token is wrapped in, or how it was spoilt on its way into a variable. */
export type SpoiltToken = 'quoted' | 'bearer' | 'json' | 'twice' | 'folded' | 'cut';

const kinds: readonly string[] = [
  'quoted',
  'bearer',
  'json',
  'twice',
  'folded',
  'cut',
] satisfies readonly SpoiltToken[];

export function isSpoilt(fault: string): fault is SpoiltToken {
  return kinds.includes(fault);
}

/** Header, claims and signature: RFC 7515, section 7.1. All begin as JSON objects do, in base64. */
const token = /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/;

/** @returns undefined where a text is a bare token, or nothing like one */
export function spoiltBy(text: string): SpoiltToken | undefined {
  if (!text.includes('eyJ')) return undefined;
  if (/^["'`]|["'`]$/.test(text)) return 'quoted';
  if (/^(authorization:\s*)?bearer\s/i.test(text)) return 'bearer';
  if (/^[{[]/.test(text)) return 'json';
  if (isTwice(text)) return 'twice';
  if (/\s/.test(text)) return token.test(text.replace(/\s+/g, '')) ? 'folded' : undefined;
  if (/^eyJ[\w-]*\.[\w-]+\.?$/.test(text)) return 'cut';
  // No number of bytes is so long in base64.
  return token.test(text) && (text.length - text.lastIndexOf('.') - 1) % 4 === 1 ? 'cut' : undefined;
}

function isTwice(text: string): boolean {
  const half = text.slice(0, text.length / 2).trim();
  return token.test(half) && text.startsWith(half) && text.slice(half.length).trim() === half;
}
