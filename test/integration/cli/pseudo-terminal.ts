import { run } from '../../support/process.ts';

/** What is typed, once the terminal shows what it waits for. */
export interface Typing {
  readonly after: string;
  readonly type: string;
}

export interface TerminalOutcome {
  readonly shown: string;
  /** The exit code; where a signal ended the program, its number, negative. */
  readonly status: number;
}

const PROGRAM = `
import json, os, pty, signal, sys
typing, argv = json.loads(sys.argv[1]), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(argv[0], argv)
shown, seen = b'', 0
def give_up(*_):
    os.kill(pid, signal.SIGKILL)
    sys.exit('it shows nothing more:\\n' + shown.decode(errors='replace'))
signal.signal(signal.SIGALRM, give_up)
signal.alarm(25)
def more():
    global shown
    try:
        part = os.read(fd, 65536)
    except OSError:
        part = b''
    shown += part
    return part != b''
for step in typing:
    after = step['after'].encode()
    while shown.find(after, seen) < 0:
        if not more():
            sys.exit('it ended before it showed %r:\\n%s' % (after, shown.decode(errors='replace')))
    seen = shown.find(after, seen) + len(after)
    os.write(fd, step['type'].encode())
while more():
    pass
_, status = os.waitpid(pid, 0)
print(json.dumps({'shown': shown.decode(errors='replace'), 'status': os.waitstatus_to_exitcode(status)}))
`;

/** Runs a program in a terminal of its own, as its session's leader, and types. */
export async function inTerminal(
  command: readonly string[],
  typing: readonly Typing[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
): Promise<TerminalOutcome> {
  const words = ['-c', PROGRAM, JSON.stringify(typing), ...command];
  const { code, stdout, stderr } = await run('/usr/bin/python3', words, options);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as TerminalOutcome;
}
