import type { BrowserWindow } from 'electron';

/** A panel that has not been wanted for so long gives its memory back, in milliseconds: until then it keeps what one has typed. */
const longestHidden = 10 * 60_000;

/** Hides a panel as soon as another window is used, unless a dialog of its own is. */
export function hideOnBlur(window: BrowserWindow): void {
  let hasSheet = false;
  let closing: NodeJS.Timeout | undefined;
  window.on('sheet-begin', () => (hasSheet = true));
  window.on('sheet-end', () => (hasSheet = false));
  window.on('blur', () => {
    // Windows disables the window below a dialog of its own; the tools of a developer are no other window.
    if (hasSheet || !window.isEnabled() || window.webContents.isDevToolsFocused()) return;
    window.hide();
  });
  window.on('hide', () => (closing = setTimeout(() => window.close(), longestHidden)));
  window.on('show', () => clearTimeout(closing));
  window.once('closed', () => clearTimeout(closing));
}
