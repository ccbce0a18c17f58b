/** So much may come from rounding and from the letters' own widths, in CSS pixels. */
const tolerance = 2;

interface Line {
  readonly kind: string;
  readonly at: readonly number[];
  readonly text: string;
}

function parse(text: string): Line {
  const [kind = '', ...rest] = text.split(' ');
  return { kind, at: rest.slice(0, 4).map(Number), text };
}

const distance = (one: Line, other: Line): number =>
  Math.max(...one.at.map((value, index) => Math.abs(value - (other.at[index] ?? Infinity))));

/**
 * What has changed between two outlines. Other words in the same place are no change: each thing is looked for by its kind
 * and by where it stands.
 * @returns a line for what is gone or was elsewhere (`-`), and for what is new or is here now (`+`)
 */
export function outlineChange(before: readonly string[], now: readonly string[]): readonly string[] {
  const left = now.map(parse);
  const gone = before.map(parse).filter((line) => {
    const near = left.filter((other) => other.kind === line.kind && distance(line, other) <= tolerance);
    const nearest = near.sort((one, other) => distance(line, one) - distance(line, other))[0];
    if (nearest === undefined) return true;
    left.splice(left.indexOf(nearest), 1);
    return false;
  });
  return [...gone.map(({ text }) => `- ${text}`), ...left.map(({ text }) => `+ ${text}`)];
}
