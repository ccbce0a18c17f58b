import { win32 } from 'node:path';

/** What Windows is asked to start. */
export interface WindowsStart {
  readonly program: string;
  readonly arguments: readonly string[];
  /** The arguments are one line that is quoted already. */
  readonly verbatim?: true;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How a program is started on Windows, where a name stands for several files: `aws` may be `aws.exe`, `npm` is
 * `npm.cmd`. Only `.exe` and `.com` are programs to the system itself; a batch file runs in the command prompt.
 *
 * @param isFile whether there is a file of this path
 * @returns undefined where there is no such program; `unsafe` where the command prompt would read the words as others
 */
export function windowsStart(
  program: string,
  words: readonly string[],
  env: Environment,
  isFile: (path: string) => boolean,
): WindowsStart | 'unsafe' | undefined {
  const path = findProgram(program, env, isFile);
  if (path === undefined) return undefined;
  if (!/\.(cmd|bat)$/i.test(path)) return { program: path, arguments: words };
  if ([path, ...words].some((word) => /[\0\r\n]/.test(word)) || path.includes('"')) return 'unsafe';
  const prompt = valueOf(env, 'COMSPEC') ?? 'cmd.exe';
  const line = [`"${path}"`, ...words.map(quoteForBatch)].join(' ');
  // /s: the outer quotes go, and nothing else; /v:off: "!" means itself; /d: no commands from the registry.
  return { program: prompt, arguments: [`/e:on /v:off /d /s /c "${line}"`], verbatim: true };
}

/**
 * A word for a batch file. The command prompt expands `%` within quotes too, and knows no way to escape it there:
 * `%cd:~,%` is an empty piece of a variable that is always set, so the percent sign in front of it stays.
 */
function quoteForBatch(word: string): string {
  const quoted = word
    .replaceAll('%', '%%cd:~,%')
    // Doubled, a quote ends no quotes; backslashes before it would else make it one.
    .replaceAll(/(\\*)"/g, '$1$1""')
    .replace(/\\+$/, '$&$&');
  return `"${quoted}"`;
}

function findProgram(
  program: string,
  env: Environment,
  isFile: (path: string) => boolean,
): string | undefined {
  const endings = (valueOf(env, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD')
    .split(';')
    .filter((ending) => /^\.(com|exe|bat|cmd)$/i.test(ending));
  const named = endings.some((ending) => program.toLowerCase().endsWith(ending.toLowerCase()));
  const folders = /[\\/]/.test(program)
    ? ['']
    : (valueOf(env, 'PATH') ?? '').split(';').filter((folder) => folder !== '');
  for (const folder of folders) {
    for (const ending of named ? [''] : endings) {
      const path = folder === '' ? `${program}${ending}` : win32.join(folder, `${program}${ending}`);
      if (isFile(path)) return path;
    }
  }
  return undefined;
}

/** Windows does not tell `Path` from `PATH`. */
function valueOf(env: Environment, name: string): string | undefined {
  return Object.entries(env).find(([key]) => key.toUpperCase() === name)?.[1];
}
