import type { App, Session, WebContents } from 'electron';
import { pageOrigin } from './page-scheme.ts';

/** Everything a page could ask for, denied. Source: Electron's security checklist. */
export function denyByDefault(app: App): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  app.on('session-created', denyPermissions);
  // Left alone, Electron would show a server the first certificate of the user's store.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // Left alone, Electron would pick the first device in reach.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/**
 * The window's session loads the page's own files, whatever the page asks for.
 * @param options `devTools` lets the developer tools load theirs: for runs in which they can be opened
 */
export function cancelOutsideRequests(session: Session, { devTools }: { readonly devTools: boolean }): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const wanted = url.startsWith(`${pageOrigin}/`) || (devTools && url.startsWith('devtools:'));
    answer({ cancel: !wanted });
  });
}
