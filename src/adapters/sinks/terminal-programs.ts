import { basename } from 'node:path';

/** A program that opens a terminal, and the words by which a command runs in it. */
export interface TerminalStart {
  readonly program: string;
  readonly arguments: readonly string[];
}

/** How the words of a command follow the terminal's own: each takes them as they are, and no shell reads them. */
type Form = (words: readonly string[]) => readonly string[];

const directly: Form = (words) => words;
const after =
  (...own: readonly string[]): Form =>
  (words) => [...own, ...words];

/** Source: each one's manual page. Those that take one line for a shell to read are not here. */
const forms: ReadonlyMap<string, Form> = new Map([
  // What the desktop's user has chosen. Source: Default Terminal Specification (draft), Debian Policy 11.8.3.
  ['xdg-terminal-exec', directly],
  ['x-terminal-emulator', after('-e')],
  ['gnome-terminal', after('--')],
  ['ptyxis', after('--')],
  ['kgx', after('--')],
  ['konsole', after('-e')],
  ['xfce4-terminal', after('-x')],
  ['mate-terminal', after('-x')],
  ['kitty', directly],
  ['alacritty', after('-e')],
  ['ghostty', after('-e')],
  ['wezterm', after('start', '--')],
  ['foot', directly],
  ['terminator', after('-x')],
  ['urxvt', after('-e')],
  ['st', after('-e')],
  ['xterm', after('-e')],
]);

/** @param chosen `$TERMINAL`: a program, perhaps with words of its own; not empty */
export function chosenTerminal(chosen: string, words: readonly string[]): TerminalStart {
  const [program = '', ...own] = chosen.trim().split(/\s+/);
  // The oldest way is the one that most take.
  const form = forms.get(basename(program)) ?? after('-e');
  return { program, arguments: [...own, ...form(words)] };
}

/** Every way to open a terminal with a command in it on a desktop of Linux or the BSDs, the best first. */
export function knownTerminals(words: readonly string[]): readonly TerminalStart[] {
  return [...forms].map(([program, form]) => ({ program, arguments: form(words) }));
}
