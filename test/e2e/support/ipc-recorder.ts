import type { RunningApp } from '../../support/app.ts';

/** All that crosses between the window and the main process from now on, both ways, as JSON lines. */
export interface IpcRecorder {
  lines(): Promise<readonly string[]>;
}

/** Where Electron keeps the handlers of `ipcMain.handle`; it offers no way to listen in. */
interface Inside {
  readonly _invokeHandlers: Map<string, (event: unknown, ...args: unknown[]) => unknown>;
}

/** Begins to record, for windows that open later, too. Nothing of it is in the app itself. */
export async function recordIpc(app: RunningApp): Promise<IpcRecorder> {
  await app.electron.evaluate(({ app: own, ipcMain, webContents: all }) => {
    const lines: string[] = [];
    Object.assign(globalThis, { recordedIpc: lines });
    const handlers = (ipcMain as unknown as Inside)._invokeHandlers;
    for (const [name, handle] of [...handlers]) {
      handlers.set(name, async (event, ...args) => {
        lines.push(JSON.stringify({ call: name, args }));
        const answer = await handle(event, ...args);
        lines.push(JSON.stringify({ answer: name, value: answer }));
        return answer;
      });
    }
    // What a page sends without waiting for an answer; Tobira's has no such way.
    const emit = ipcMain.emit.bind(ipcMain);
    ipcMain.emit = (name, event, ...args: unknown[]) => {
      lines.push(JSON.stringify({ sent: name, args }));
      return emit(name, event, ...args);
    };
    const listenIn = (contents: Electron.WebContents): void => {
      const send = contents.send.bind(contents);
      contents.send = (channel: string, ...args: unknown[]) => {
        lines.push(JSON.stringify({ push: channel, args }));
        send(channel, ...args);
      };
    };
    for (const contents of all.getAllWebContents()) listenIn(contents);
    own.on('web-contents-created', (_event, contents) => listenIn(contents));
  });
  return {
    lines: () =>
      app.electron.evaluate(() => (globalThis as unknown as { recordedIpc: readonly string[] }).recordedIpc),
  };
}
