import type { CST } from 'yaml';
import type { Splice, YamlText } from './yaml-text.ts';

/** The edit would take away what a person has written. */
export class CommentLost extends Error {
  override readonly name = 'CommentLost';
  /** Where it stands, by offset. */
  readonly at: number;

  constructor(at: number) {
    super('a comment would be lost');
    this.at = at;
  }
}

interface Comment {
  readonly at: number;
  readonly text: string;
}

/**
 * Makes sure that no comment goes but with what is taken out: each stands where it stood, or within what was moved.
 *
 * @param splices what made `after` of `before`
 * @throws CommentLost
 */
export function checkComments(before: YamlText, splices: readonly Splice[], after: YamlText): void {
  const found = new Map(commentsOf(after.tokens).map(({ at, text }) => [at, text]));
  const sorted = [...splices].sort((one, other) => one.start - other.start || one.end - other.end);
  const moved: Comment[] = [];
  let next = 0;
  let shift = 0;
  for (const { at, text } of commentsOf(before.tokens)) {
    for (let one = sorted[next]; one !== undefined && one.end <= at; one = sorted[next]) {
      shift += one.text.length - (one.end - one.start);
      next += 1;
    }
    const around = sorted[next];
    if (around !== undefined && around.start <= at) {
      if (around.takes !== true) moved.push({ at, text });
      continue;
    }
    if (found.get(at + shift) !== text) throw new CommentLost(at);
    found.delete(at + shift);
  }
  const left = new Map<string, number>();
  for (const text of found.values()) left.set(text, (left.get(text) ?? 0) + 1);
  for (const { at, text } of moved) {
    const count = left.get(text) ?? 0;
    if (count === 0) throw new CommentLost(at);
    left.set(text, count - 1);
  }
}

/** All comments of a text, from its start to its end. */
function commentsOf(tokens: readonly CST.Token[]): readonly Comment[] {
  const comments: Comment[] = [];
  tokens.forEach((token) => collect(token, comments));
  return comments;
}

function collect(token: CST.Token | null | undefined, into: Comment[]): void {
  if (token === null || token === undefined) return;
  if (token.type === 'comment') into.push({ at: token.offset, text: token.source.trimEnd() });
  if ('props' in token) token.props.forEach((one) => collect(one, into));
  if ('start' in token && Array.isArray(token.start)) token.start.forEach((one) => collect(one, into));
  if ('items' in token) {
    for (const { start, key, sep, value } of token.items) {
      start.forEach((one) => collect(one, into));
      collect(key, into);
      sep?.forEach((one) => collect(one, into));
      collect(value, into);
    }
  }
  if ('value' in token) collect(token.value, into);
  if ('end' in token && Array.isArray(token.end)) token.end.forEach((one) => collect(one, into));
}
