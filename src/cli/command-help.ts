/** Options that stand with one command in the usage, and are for these, too. */
const lent: Readonly<Record<string, readonly string[]>> = {
  credentials: ['--read-only', '--full-access'],
  profile: ['--read-only', '--full-access'],
  exec: ['--read-only', '--full-access'],
  export: ['--yes'],
};

/** How a command is called, in any language. */
const inGeneral = /^(\S+ )tobira \S+ \[/;

/**
 * The part of the usage that is about one command, with all that begin with its name.
 * @param usage in any language
 * @returns the whole of it where there is no such command
 */
export function helpFor(name: string, usage: string): string {
  const lines = usage.split('\n');
  let isIts = false;
  const own = lines.filter((line) => {
    if (/^ {2}\S/.test(line)) isIts = line.trim().split(' ')[0] === name;
    else if (!line.startsWith('      ')) isIts = false;
    return isIts;
  });
  const head = lines.find((line) => inGeneral.test(line));
  const everywhere = lines.find((line) => line.includes('--config PATH'));
  if (own.length === 0 || head === undefined || everywhere === undefined) return usage;
  const borrowed = (Object.hasOwn(lent, name) ? lent[name] : undefined) ?? [];
  const others = lines.filter((line) => borrowed.some((option) => line.startsWith(`      ${option} `)));
  return [head.replace(inGeneral, `$1tobira ${name} [`), '', ...own, ...others, '', everywhere, ''].join(
    '\n',
  );
}
