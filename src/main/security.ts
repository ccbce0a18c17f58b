import type { App, Session, WebContents } from 'electron';
import { pageOrigin } from './page-scheme.ts';

/** Everything a page could ask for, denied. Source: Electron's security checklist. */
export function denyByDefault(app: App): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  app.on('session-created', denyPermissions);
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** The window's session loads the page's own files, whatever the page asks for. */
export function cancelOutsideRequests(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const own = url.startsWith(`${pageOrigin}/`) || url.startsWith('devtools:');
    answer({ cancel: !own });
  });
}
