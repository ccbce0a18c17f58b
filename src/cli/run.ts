import { version } from '../core/version.ts';
import { AppError } from '../core/errors.ts';
import { explain, print, say } from './output.ts';
import { usage } from './usage.ts';

type Command = (words: readonly string[]) => Promise<void>;

/** Each command is loaded when it is called: `credential_process` runs often and must start fast. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  login: async () => (await import('./login.ts')).login,
  logout: async () => (await import('./logout.ts')).logout,
  status: async () => (await import('./status.ts')).status,
  roles: async () => (await import('./roles.ts')).roles,
  console: async () => (await import('./console.ts')).openConsole,
  credentials: async () => (await import('./credentials.ts')).credentials,
  agent: async () => (await import('./agent.ts')).agent,
  ci: async () => (await import('./ci.ts')).ci,
};

/**
 * Runs one command from its words to its exit code. Never rejects. It is the whole of `tobira` but for the process
 * around it: plain Node, or the app's own program where there is no Node.
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  process.stdout.on('error', endWithoutReader);
  try {
    return await run(words);
  } catch (error) {
    return await explain(error, words.includes('--json'));
  }
}

/** Whoever reads has had enough, like `head`: there is nobody to tell. */
function endWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

async function run([name, ...words]: readonly string[]): Promise<number> {
  if (name === '--version') {
    print(`${version}\n`);
    return 0;
  }
  if (name === undefined) {
    say(usage);
    return 2;
  }
  if (name === 'help' || [name, ...words].some(isHelp)) {
    print(usage);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const message = name.startsWith('-')
      ? `Say a command first, then options such as ${name}.`
      : `There is no command "${name}".`;
    throw new AppError('usage', { message });
  }
  const command = await load();
  await command(words);
  return 0;
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}
