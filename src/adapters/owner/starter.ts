import type { AgentMessage } from './protocol.ts';

/** Tells the command that started this process how it went, and lets go of it. Resolves when the word is out. */
export function tellStarter(message: AgentMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) {
      resolve();
      return;
    }
    process.send(message, () => {
      if (process.connected) process.disconnect();
      resolve();
    });
  });
}
