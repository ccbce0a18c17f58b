import type { Config } from '../ports.ts';
import { isSchemaWord } from './schema-words.ts';

/** Puts numbers in the place of names that a user has chosen: the same number for the same name. */
export interface Pseudonyms {
  /** @returns what stands for a name of this kind */
  of(kind: 'identity' | 'role' | 'profile' | 'account', name: string): string;
  /** A text without the names and accounts that are known. */
  hide(text: string): string;
}

export function createPseudonyms(config: Config | undefined, profiles: readonly string[]): Pseudonyms {
  const given = new Map<string, string>();
  const counts = new Map<string, number>();
  const of: Pseudonyms['of'] = (kind, name) => {
    const known = given.get(`${kind} ${name}`);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    given.set(`${kind} ${name}`, `${kind}-${count}`);
    return `${kind}-${count}`;
  };
  /** The first kind that has a name has it everywhere: which one is meant cannot be told from a text. */
  const words = new Map<string, string>();
  const note = (kind: Parameters<Pseudonyms['of']>[0], name: string) => {
    const stands = of(kind, name);
    if (!words.has(name)) words.set(name, stands);
  };
  for (const { id } of config?.identities ?? []) note('identity', id);
  for (const { id, name } of config?.roles ?? []) {
    note('role', id);
    if (!words.has(name)) words.set(name, of('role', id));
  }
  for (const { profile } of config?.roles ?? []) note('profile', profile);
  for (const profile of profiles) note('profile', profile);

  // What stands for a name already stays.
  const isStandIn = (text: string) => text === '***' || new Set(words.values()).has(text);
  const quotable = (text: string) =>
    words.get(text) ?? (isStandIn(text) || isSchemaWord(text) ? text : '***');
  const listed = (name: string) => words.get(name) ?? (name === 'none' ? name : '***');

  return {
    of,
    hide(text) {
      const whole = words.get(text);
      if (whole !== undefined) return whole;
      return (
        text
          .replace(
            /(arn:[\w-]+:\w*:[\w-]*:)(\d{12}):([\w-]+)[/:][^\s"']+/g,
            (_all, start: string, account: string, type: string) =>
              `${start}${of('account', account)}:${type}/***`,
          )
          .replace(/\b\d{12}\b/g, (account) => of('account', account))
          // What stands for a value may hold quotes of its own.
          .replace(
            /((?: is|unknown key) )"(.*)"(?=: )/gs,
            (_all, before: string, value: string) => `${before}"${quotable(value)}"`,
          )
          .replace(/"([^"]*)"/g, (_all, quoted: string) => `"${quotable(quoted)}"`)
          // So speaks the parser of a piece of the file.
          .replace(/((?:token|tag|alias)[^":]*: )\S.*$/s, '$1***')
          // The names of identities stand without quotes there.
          .replace(
            /(: known are )(.*)$/s,
            (_all, start: string, list: string) => start + list.split(', ').map(listed).join(', '),
          )
      );
    },
  };
}
