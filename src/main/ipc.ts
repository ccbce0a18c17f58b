import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { calls, viewChanged, type CallName, type RequestOf, type ResponseOf } from '../shared/ipc.ts';
import type { AppView } from '../shared/view.ts';
import type { Outgoing } from './outgoing.ts';
import { pageOrigin } from './page-scheme.ts';
import type { ViewPushes } from './view-pushes.ts';

export type CallHandlers = {
  readonly [Name in CallName]: (request: RequestOf<Name>) => Promise<ResponseOf<Name>>;
};

/** Turns what the page sent into a request. @throws where it is not one */
export type CallReaders = { readonly [Name in CallName]: (value: unknown) => RequestOf<Name> };

/** Answers the page's calls: those of our own page in our own window, and of the right shape both ways. */
export function answerCalls(
  handlers: CallHandlers,
  readers: CallReaders,
  outgoing: Outgoing,
  window: () => BrowserWindow | undefined,
): void {
  for (const name of Object.keys(calls) as readonly CallName[]) {
    ipcMain.handle(name, (event, value: unknown) => {
      if (!isOurPage(event, window())) throw new Error('refused');
      return answer(name, value, handlers, readers, outgoing);
    });
  }
}

async function answer<Name extends CallName>(
  name: Name,
  value: unknown,
  handlers: CallHandlers,
  readers: CallReaders,
  outgoing: Outgoing,
): Promise<ResponseOf<Name>> {
  return outgoing.answer(name, await handlers[name](readers[name](value)));
}

/** Sends what is new in the view to the window, where one is open. */
export function pushView(pushes: ViewPushes, window: BrowserWindow | undefined, view: AppView): void {
  if (window === undefined || window.isDestroyed()) return;
  const push = pushes.next(view, window.webContents);
  if (push !== undefined) window.webContents.send(viewChanged, push);
}

function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  const { senderFrame } = event;
  if (window === undefined || senderFrame === null || event.sender !== window.webContents) return false;
  return senderFrame === window.webContents.mainFrame && senderFrame.url.startsWith(`${pageOrigin}/`);
}
