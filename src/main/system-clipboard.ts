import { clipboard } from 'electron';
import type { Clipboard } from '../adapters/sinks/clipboard.ts';

/**
 * The desktop's clipboard. Electron's is synchronous up to version 43 and gives promises since: awaiting fits both,
 * and makes what the older one throws a rejection.
 */
export const systemClipboard: Clipboard = {
  async read() {
    return await Promise.resolve(clipboard.readText());
  },
  async write(text) {
    await Promise.resolve(clipboard.writeText(text));
  },
  clear() {
    return new Promise((resolve) => {
      clipboard.clear();
      resolve();
    });
  },
};
