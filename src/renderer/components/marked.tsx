import type { Range } from '../text-fold.ts';

interface MarkedProps {
  readonly text: string;
  /** In order, and apart from each other. */
  readonly ranges: readonly Range[];
}

/** A text with the letters that a search has found. */
export function Marked({ text, ranges }: MarkedProps) {
  if (ranges.length === 0) return text;
  return (
    <>
      {ranges.map(([from, to], index) => (
        <span key={from}>
          {text.slice(ranges[index - 1]?.[1] ?? 0, from)}
          <mark className="found">{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(ranges.at(-1)?.[1])}
    </>
  );
}
