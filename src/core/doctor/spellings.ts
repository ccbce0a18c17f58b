/**
 * Finds a text however it is written: as it is, in an address, in JSON, in JSON within JSON, and in Base64 with whatever
 * stands in front of it, as a login with its password does in a header.
 */
export function spellingsOf(text: string): RegExp {
  // Some encode more signs than others do: each may be written in each way.
  const spelled = Array.from(text, waysToWrite).join('');
  const all = [spelled, ...[0, 1, 2].flatMap((before) => inBase64(text, before).map(literally))];
  return new RegExp(all.join('|'), 'g');
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\b', 'b'],
  ['\f', 'f'],
  ['\n', 'n'],
  ['\r', 'r'],
  ['\t', 't'],
]);

/** One sign as a pattern. */
function waysToWrite(sign: string): string {
  const short = shortEscapes.get(sign);
  const units = Array.from({ length: sign.length }, (_, index) => sign.charCodeAt(index));
  const ways = [
    // JSON within JSON doubles them each time.
    sign === '\\' ? String.raw`\\{1,8}` : `${/["/]/.test(sign) ? String.raw`\\{0,7}` : ''}${literally(sign)}`,
    ...(short === undefined ? [] : [String.raw`\\{1,8}${short}`]),
    units.map((unit) => String.raw`\\{1,8}u${inHex(unit, 4)}`).join(''),
    // An address within an address has its percent signs encoded.
    [...new TextEncoder().encode(sign)].map((byte) => `%(?:25)*${inHex(byte, 2)}`).join(''),
    ...(sign === ' ' ? [String.raw`\+`] : []),
  ];
  return `(?:${ways.join('|')})`;
}

/** In letters of either size. */
function inHex(value: number, digits: number): string {
  return value
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** Only the signs that say nothing but the text: its neighbours are in the others. @param before bytes in front of it */
function inBase64(text: string, before: number): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  const whole = btoa(String.fromCharCode(...new Array<number>(before).fill(0), ...bytes));
  const own = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
}
