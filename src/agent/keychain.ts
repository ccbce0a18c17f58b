import { fork } from 'node:child_process';
import {
  keychainArgument,
  serveKeytar,
  type Channel,
  type KeychainProcess,
} from '../adapters/system/keychain-process.ts';

/** Starts this program once more, to serve keytar and nothing else. @param program the file of this program */
export function startKeychainProcess(program: string): KeychainProcess {
  const child = fork(program, [keychainArgument], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // It tells nobody what is wrong, but that it is gone.
  child.on('error', () => undefined);
  return {
    send: (message) => void child.send(message as object),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Serves keytar to whoever started this process: an agent, or the app, whose helpers have a port in this place. */
export async function serveKeychain(): Promise<void> {
  const channel = channelToStarter();
  serveKeytar((await import('keytar')).default, channel);
}

/** A helper of Electron's; its types are not for a plain Node process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

function channelToStarter(): Channel {
  const port = (process as { readonly parentPort?: ParentPort }).parentPort;
  if (port !== undefined) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    };
  }
  process.once('disconnect', () => process.exit(0));
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  };
}
