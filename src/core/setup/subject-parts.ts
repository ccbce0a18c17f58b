import { hasWildcard } from '../trust/subject.ts';

/** What a job's subject says of itself: pairs of a claim's name and its value. */
export interface SubjectParts {
  /** By the claims' names; a value may have wildcards, as `ref` of `project_id:20:ref:v*`. */
  readonly values: ReadonlyMap<string, string>;
  /** The first claim's name. */
  readonly first: string;
  /** The claims that stand whole before the first wildcard: whatever the wildcards stand for, these hold. */
  readonly firm: ReadonlyMap<string, string>;
}

/**
 * Reads a subject as GitLab makes it, `project_path:g/p:ref_type:branch:ref:main`. No value has a colon in it: GitLab
 * takes none in paths, and Git none in names of branches and tags (git-check-ref-format).
 */
export function partsOf(subject: string): SubjectParts {
  const [literal = ''] = subject.split(/[*?]/, 1);
  // A value that ends in nothing but the wildcard goes on: `project_path:g/p*` is g/private, too.
  const firm = hasWildcard(subject) ? literal.slice(0, Math.max(literal.lastIndexOf(':'), 0)) : subject;
  const [first = ''] = subject.split(':', 1);
  return { values: pairsOf(subject), first, firm: pairsOf(firm) };
}

/** What stands behind a name with wildcards may belong to any other name. */
function pairsOf(text: string): ReadonlyMap<string, string> {
  const words = text.split(':');
  const pairs = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [name = '', value = ''] = words.slice(at, at + 2);
    if (hasWildcard(name)) break;
    if (!pairs.has(name)) pairs.set(name, value);
  }
  return pairs;
}
