import type { WebPreferences } from 'electron';

/** What the window's page may do, to the letter: nothing is left to Electron's defaults, which have changed before. */
export function webPreferences(isPackaged: boolean): WebPreferences {
  return {
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    experimentalFeatures: false,
    allowRunningInsecureContent: false,
    devTools: !isPackaged,
  };
}
