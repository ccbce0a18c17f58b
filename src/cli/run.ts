import { talkativeVariable } from '../adapters/system/talkative-variable.ts';
import { version } from '../core/version.ts';
import { AppError } from '../core/errors.ts';
import { helpFor } from './command-help.ts';
import { explain, print, say } from './output.ts';
import { ownWords, readerOf } from './reader.ts';
import { loadTexts } from './texts.ts';

/** Resolves with the exit code where that is another than 0. */
type Command = (words: readonly string[]) => Promise<number> | Promise<void>;

/** Each command is loaded when it is called: `credential_process` runs often and must start fast. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  login: async () => (await import('./login.ts')).login,
  logout: async () => (await import('./logout.ts')).logout,
  status: async () => (await import('./status.ts')).status,
  roles: async () => (await import('./roles.ts')).roles,
  console: async () => (await import('./console.ts')).openConsole,
  credentials: async () => (await import('./credentials.ts')).credentials,
  profile: async () => (await import('./profile.ts')).profile,
  exec: async () => (await import('./exec.ts')).exec,
  serve: async () => (await import('./serve.ts')).serve,
  catalogue: async () => (await import('./catalogue.ts')).catalogue,
  agent: async () => (await import('./agent.ts')).agent,
  explain: async () => (await import('./explain.ts')).explain,
  doctor: async () => (await import('./doctor.ts')).doctor,
  config: async () => (await import('./config.ts')).config,
  import: async () => (await import('./import.ts')).importProfiles,
  export: async () => (await import('./export.ts')).exportConfig,
  ci: async () => (await import('./ci.ts')).ci,
  setup: async () => (await import('./setup.ts')).setup,
};

/**
 * Runs one command from its words to its exit code. Never rejects. It is the whole of `tobira` but for the process
 * around it: plain Node, or the app's own program where there is no Node.
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  process.stdout.on('error', endWithoutReader);
  try {
    const variable = talkativeVariable(process.env);
    if (variable !== undefined) throw new AppError('usage', { fault: 'variable-talkative', variable });
    return await run(words);
  } catch (error) {
    return await explain(error, readerOf(ownWords(words)));
  }
}

/** Whoever reads has had enough, like `head`: there is nobody to tell. */
function endWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

async function run(given: readonly string[]): Promise<number> {
  const [name, ...words] = commandFirst(given);
  if (name === '--version') {
    print(`${version}\n`);
    return 0;
  }
  if (name === undefined) {
    say((await loadTexts()).usage);
    return 2;
  }
  if (name === 'help' || ownWords([name, ...words]).some(isHelp)) {
    const { usage } = await loadTexts();
    const about = name === 'help' ? words[0] : name;
    print(about === undefined ? usage : helpFor(about, usage));
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    throw new AppError(
      'usage',
      name.startsWith('-') ? { fault: 'command-first', option: name } : { fault: 'command-unknown', name },
    );
  }
  const command = await load();
  const code = await command(words);
  return typeof code === 'number' ? code : 0;
}

/** Other programs name this one, with its configuration, and add the command. */
function commandFirst(words: readonly string[]): readonly string[] {
  const [option, path, name, ...rest] = words;
  if (option !== '--config' || path === undefined || name === undefined) return words;
  return [name, option, path, ...rest];
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}
