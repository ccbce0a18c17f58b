/** Why a command cannot be written so that all of AWS's tools start the same program with the same words. */
export type CommandProblem = 'it is empty' | 'it holds a character that cannot be quoted for all';

/**
 * The words of a command as one line of the config file. botocore splits it as Python's `shlex` does (on Windows as the C
 * runtime does) and uses no shell; the SDK for JavaScript gives it to the shell; the SDK for Go to `sh -c` or `cmd.exe /C`.
 *
 * On Windows nothing can be quoted: Go's own quoting for `cmd.exe` breaks on a quotation mark inside the command, and
 * `cmd.exe` expands `%` inside of them. A path with spaces has a short name there (`C:\PROGRA~1\...`).
 *
 * @throws RangeError with a {@link CommandProblem} as its message
 */
export function commandLine(words: readonly string[], platform: NodeJS.Platform): string {
  if (words.length === 0 || words[0] === '') throw problem('it is empty');
  return words.map(platform === 'win32' ? plainWord : quotedWord).join(' ');
}

const plainOnWindows = /^[A-Za-z0-9_.:\\/@+~-]+$/;
/** No `=`: a shell takes `A=b` at the beginning for a variable. No `~`: it may become a home folder. */
const plain = /^[A-Za-z0-9_.:/@+%-]+$/;
/** What a double quote does not keep a shell from reading; `shlex` reads some of it otherwise. */
const special = /["$\\`!]/;

function plainWord(word: string): string {
  if (!plainOnWindows.test(word)) throw problem('it holds a character that cannot be quoted for all');
  return word;
}

/** POSIX shells and `shlex` agree on single quotes, and on double quotes around what is not special to a shell. */
function quotedWord(word: string): string {
  if (plain.test(word)) return word;
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff]/u.test(word)) {
    throw problem('it holds a character that cannot be quoted for all');
  }
  return word
    .split(/(')/)
    .filter((piece, index) => piece !== '' || index === 0)
    .map((piece) => (piece === "'" ? `"'"` : quotedPiece(piece)))
    .join('');
}

function quotedPiece(piece: string): string {
  const mark = special.test(piece) ? "'" : '"';
  // The SDK for JavaScript takes a "#" or ";" after white space for a comment, even inside quotes: the quotes end and
  // begin anew in between, which the others do not mind.
  return `${mark}${piece.replace(/(\s)(?=[#;])/g, `$1${mark}${mark}`)}${mark}`;
}

function problem(message: CommandProblem): RangeError {
  return new RangeError(message);
}
