import type { TobiraBridge } from '../shared/ipc.ts';

declare global {
  interface Window {
    /** Put there by the preload script; missing where the page is opened outside the app. */
    readonly tobira?: TobiraBridge;
  }
}

/** @throws Error outside the app */
export function bridgeOf(window: Window): TobiraBridge {
  if (window.tobira === undefined) throw new Error('This page works inside Tobira only.');
  return window.tobira;
}
