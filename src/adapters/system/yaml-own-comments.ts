import { lineStart } from './yaml-text.ts';

/** Which comments above an entry are its own, and which stand there for themselves. */

/** Such as `### Production ###` or `# --------`. */
const heading = /^#(##|.*[-=*~_]{3}\s*$|\s*[-=*~_]{3})/;
/** Such as `# - id: old`. */
const unusedEntry = /^#(\s*)-\s+["']?\w+["']?\s*:(\s|$)/;

/**
 * Where an entry's own comments begin: those right above it, as far to the right as it is. Headings are not its own, nor
 * are entries that somebody turned into comments, nor what is above them.
 *
 * @param line where the line of its dash begins
 * @param column of its dash
 * @returns the line's own start where it has none
 */
export function ownCommentsStart(text: string, line: number, column: number): number {
  const above = commentsAbove(text, line, column);
  let own = line;
  for (const [index, comment] of above.entries()) {
    if (heading.test(comment.words)) return own;
    const dash = unusedEntry.exec(comment.words)?.[1];
    if (dash !== undefined) return startBelow(above.slice(0, index), line, dash.length);
    own = comment.start;
  }
  return own;
}

/** Whether all comments in a part of the text are entries that nobody uses. */
export function holdsUnusedAlone(part: string): boolean {
  let inside: number | undefined;
  for (const line of part.split(/\r?\n/)) {
    const words = line.trim();
    const dash = unusedEntry.exec(words)?.[1];
    if (dash !== undefined) inside = dash.length;
    else if (words === '') inside = undefined;
    else if (inside === undefined || !isBelowDash(words, inside)) return false;
  }
  return true;
}

interface Comment {
  readonly start: number;
  readonly words: string;
}

/** From the nearest on. */
function commentsAbove(text: string, line: number, column: number): readonly Comment[] {
  const comments: Comment[] = [];
  for (let end = line; end > 0;) {
    const start = lineStart(text, end - 1);
    const [, indent = '', words] = /^( *)(#.*)/.exec(text.slice(start, end).trimEnd()) ?? [];
    if (words === undefined || indent.length !== column) break;
    comments.push({ start, words });
    end = start;
  }
  return comments;
}

/** Below an entry that nobody uses, and its fields. @param below the comments between it and the line, nearest first */
function startBelow(below: readonly Comment[], line: number, dash: number): number {
  const fields = [...below].reverse();
  const first = fields.find(({ words }) => !isBelowDash(words, dash));
  return first?.start ?? line;
}

/** A comment that says a field of an entry: further right than its dash. */
function isBelowDash(words: string, dash: number): boolean {
  const indent = /^#(\s*)\S/.exec(words)?.[1];
  return indent === undefined || indent.length > dash;
}
