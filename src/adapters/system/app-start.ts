/** What the app's program is started as: the app itself, its agent in the background, or the command line. */
export type AppStart =
  | { readonly kind: 'app' }
  | { readonly kind: 'agent'; readonly words: readonly string[] }
  | { readonly kind: 'command-line'; readonly words: readonly string[] };

const switches = { agent: '--agent', 'command-line': '--cli' } as const;

/**
 * Stands before each word that is meant for us. Chromium, and Node inside Electron, read every word of the command
 * line, some of them behind a lone `--` too: none of theirs begins like this.
 */
const mark = '=';

/** Whether a word is marked as one for us. */
export function isOurs(word: string): boolean {
  return word.startsWith(mark);
}

/** @param argv all words that the program was started with, itself first */
export function readAppStart(argv: readonly string[]): AppStart {
  const given = argv.slice(1);
  const words = given.filter(isOurs).map((word) => word.slice(mark.length));
  if (given.includes(switches['command-line'])) return { kind: 'command-line', words };
  if (given.includes(switches.agent)) return { kind: 'agent', words };
  return { kind: 'app' };
}

/** The arguments that make the app's program the agent. It shows nothing, so on Linux it takes no display. */
export function agentArguments(words: readonly string[], platform: NodeJS.Platform): readonly string[] {
  const drawNothing = platform === 'linux' ? ['--ozone-platform=headless'] : [];
  return [...drawNothing, '--log-level=3', switches.agent, ...words.map((word) => `${mark}${word}`)];
}
