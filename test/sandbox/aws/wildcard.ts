/** Values that `${key}` in a policy may stand for; keys in lower case. */
export type Variables = ReadonlyMap<string, readonly string[]>;

export interface PatternOptions {
  /** `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  readonly ignoreCase: boolean;
  /** Undefined where variables are plain text (policies of version 2008-10-17). */
  readonly variables: Variables | undefined;
}

/**
 * Compiles a policy value. `${*}`, `${?}` and `${$}` are the plain characters; `${key}` is the request's value of
 * that key, `${key, 'text'}` has a default. Undefined where a variable has no value: such a value matches nothing.
 */
export function compilePattern(value: string, options: PatternOptions): RegExp | undefined {
  let source = '';
  let rest = value;
  while (rest !== '') {
    const variable = options.variables === undefined ? null : /^\$\{([^}]*)\}/.exec(rest);
    if (variable !== null) {
      const text = resolveVariable(variable[1] ?? '', options.variables);
      if (text === undefined) return undefined;
      source += escapeText(text);
      rest = rest.slice(variable[0].length);
      continue;
    }
    const character = rest.charAt(0);
    if (options.wildcards && character === '*') source += '.*';
    else if (options.wildcards && character === '?') source += '.';
    else source += escapeText(character);
    rest = rest.slice(1);
  }
  return new RegExp(`^${source}$`, options.ignoreCase ? 'is' : 's');
}

function resolveVariable(inner: string, variables: Variables | undefined): string | undefined {
  if (inner === '*' || inner === '?' || inner === '$') return inner;
  const [, key = inner, fallback] = /^([^,]+),\s*'([^']*)'$/.exec(inner) ?? [];
  const values = variables?.get(key.trim().toLowerCase()) ?? [];
  return values.length === 1 ? values[0] : fallback;
}

function escapeText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
