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

const words = process.argv.slice(2);
void run(words).then(
  (code) => (process.exitCode = code),
  async (error: unknown) => (process.exitCode = await explain(error, words.includes('--json'))),
);
