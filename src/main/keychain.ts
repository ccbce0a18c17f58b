import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { keychainArgument, type KeychainProcess } from '../adapters/system/keychain-process.ts';

/** Starts the agent's program as a helper of the app, to serve keytar and nothing else. */
export function startKeychainProcess(): KeychainProcess {
  const program = join(import.meta.dirname, '..', 'agent', 'index.js');
  const child = utilityProcess.fork(program, [keychainArgument], {
    stdio: 'ignore',
    serviceName: 'Keychain',
  });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
