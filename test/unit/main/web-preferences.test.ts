import { expect, it } from 'vitest';
import { webPreferences } from '../../../src/main/web-preferences.ts';

it.each([
  ['an installed app', true],
  ['a run by developers', false],
])('are said to the letter for %s', (_who, isPackaged) => {
  expect(webPreferences(isPackaged)).toStrictEqual({
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
  });
});
