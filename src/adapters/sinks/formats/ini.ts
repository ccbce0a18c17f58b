import { inexpressible, plain } from './expressible.ts';

/** One profile of ~/.aws/credentials. */
export interface IniSection {
  readonly profile: string;
  readonly entries: Readonly<Record<string, string>>;
}

/**
 * Only what all readers of AWS's files understand alike: the command line, the SDKs of Python, JavaScript and Go. They
 * have no quoting in common, and some take ` #` for a comment: a value of other than plain characters is refused.
 */
export function ini({ profile, entries }: IniSection): string {
  if (!isSectionName(profile)) throw inexpressible('the profile', 'a section');
  const lines = Object.entries(entries).map(([key, value]) => {
    if (!plain.test(value)) throw inexpressible(key, 'a line of ~/.aws/credentials');
    return `${key} = ${value}\n`;
  });
  return `[${profile}]\n${lines.join('')}`;
}

/** Whether every reader takes this name for that of one profile. The keys of `DEFAULT` would leak into all others. */
function isSectionName(text: string): boolean {
  return /^[\w.@+/-]+$/.test(text) && text !== 'DEFAULT';
}

/** A section's name that resembles the text. */
export function sectionNameFrom(text: string): string {
  const name = text.replaceAll(/[^\w.@+/-]/g, '-');
  return isSectionName(name) ? name : `profile-${name}`;
}
