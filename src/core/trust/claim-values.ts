import { takesVariables, takesWildcards } from './operators.ts';
import type { Condition } from './trust-policy.ts';

/**
 * What a value of a policy comes to, whoever asks: a text in which `*` and `?` are wildcards and nothing else, whatever
 * the request has, or nothing at all.
 */
export type Reading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'anything' }
  | { readonly kind: 'nothing' };

/** Stands where a star or a question mark is only itself. */
const literal = '\u0001';

/** @param variables whether the policy's version has them */
export function readingOf(value: string, { operator, key }: Condition, variables: boolean): Reading {
  const wildcards = takesWildcards(operator);
  const asItStands = (text: string) => (wildcards ? text : text.replace(/[*?]/g, literal));
  if (!variables || !takesVariables(operator)) return { kind: 'text', text: asItStands(value) };
  let text = '';
  let itself = false;
  // Behind the last brace there is no variable, and nothing to look for one from each `${` on.
  const last = value.lastIndexOf('}') + 1;
  for (const part of [...value.slice(0, last).split(/(\$\{[^}]*\})/), value.slice(last)]) {
    const inner = /^\$\{([^}]*)\}$/.exec(part)?.[1];
    if (inner === undefined) text += asItStands(part);
    else if (inner === '$') text += '$';
    else if (inner === '*' || inner === '?') text += literal;
    else {
      const [, name = inner, fallback] = /^([^,]+), ?'([^']*)'$/.exec(inner) ?? [];
      const variable = name.trim().toLowerCase();
      if (variable === key.toLowerCase()) itself = true;
      else if (isFree(variable, key)) text += '*';
      else if (fallback === undefined) return { kind: 'nothing' };
      else text += fallback.replace(/[*?]/g, literal);
    }
  }
  if (!itself) return { kind: 'text', text };
  // What is compared with itself is always alike, and never with something before or behind it.
  const alike = wildcards ? /^\*?$/.test(text.replace(/\*+/g, '*')) : text === '';
  return { kind: alike ? 'anything' : 'nothing' };
}

/** Whoever asks has a say in it: another claim of the token, or what comes with the request. */
function isFree(variable: string, key: string): boolean {
  const issuerOf = (name: string) => name.slice(0, name.lastIndexOf(':')).toLowerCase();
  return issuerOf(variable) === issuerOf(key) || /^(aws|sts):/.test(variable);
}
