import type { ChildProcess } from 'node:child_process';

/** As much of a daemon's last words as a message can bear. */
const LAST_WORDS = 1500;

/** What has become of a daemon that a whole file of tests leans on. */
export interface Watched {
  /** How it ended, with its last words, where nobody told it to; undefined while it runs. */
  mishap(): string | undefined;
  /** From here on its end is meant. */
  dismiss(): void;
}

/** What gnome-keyring says of every entry that is written twice. */
const CHATTER = /^$|already registered$/;

/**
 * Watches over a daemon, so that tests which fail because it is gone can say so. Its stderr is read where that is a pipe.
 */
export function watchOver(child: ChildProcess, name: string): Watched {
  let words = '';
  let mishap: string | undefined;
  let meant = false;
  child.stderr?.on('data', (chunk: Buffer) => {
    const lines = (words + chunk.toString('utf8')).split('\n');
    words = lines.filter((line, index) => index === lines.length - 1 || !CHATTER.test(line)).join('\n');
    words = words.slice(-LAST_WORDS);
  });
  child.once('exit', (code, signal) => {
    if (meant) return;
    // Tests set the clock that everybody else reads.
    const when = new Date(performance.timeOrigin + performance.now()).toISOString();
    mishap =
      `${name} (process ${String(child.pid)}) ended by itself, or by somebody else's hand, ` +
      `with ${String(code ?? signal)} at ${when}`;
  });
  return {
    mishap: () => mishap && `${mishap}. Its last words: ${words.trim() || 'none'}`,
    dismiss: () => void (meant = true),
  };
}
