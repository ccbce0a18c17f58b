import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, session } from 'electron';
import type { ThemeView } from '../shared/view.ts';
import { pageUrl, servePage, type Appearance } from './page-scheme.ts';
import { cancelOutsideRequests } from './security.ts';
import { webPreferences } from './web-preferences.ts';

/** The one window. Made when it is wanted, gone when it is closed: a hidden one would keep its memory. */
export interface MainWindow {
  show(): void;
  /** The open window, for sending views to it and for knowing it as a sender. */
  current(): BrowserWindow | undefined;
  /** The colour behind the page, and what a page that opens next begins with: it sets its own when it has a view. */
  setAppearance(appearance: Appearance): void;
}

export function createMainWindow(first: Appearance): MainWindow {
  let window: BrowserWindow | undefined;
  let appearance: Appearance = first;
  let served = false;

  function open(): BrowserWindow {
    const own = session.fromPartition('window', { cache: false });
    if (!served) {
      served = true;
      cancelOutsideRequests(own, { devTools: !app.isPackaged });
      servePage(own, join(import.meta.dirname, '../renderer'), () => appearance);
    }
    const opened = new BrowserWindow({
      title: 'Tobira',
      width: 480,
      height: 640,
      minWidth: 360,
      minHeight: 420,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: background(appearance.theme),
      icon: join(import.meta.dirname, '../../resources/icons/app/256x256.png'),
      webPreferences: {
        preload: join(import.meta.dirname, '../preload/index.cjs'),
        session: own,
        ...webPreferences(app.isPackaged),
      },
    });
    const repaint = () => opened.setBackgroundColor(background(appearance.theme));
    nativeTheme.on('updated', repaint);
    opened.once('ready-to-show', () => opened.show());
    opened.once('closed', () => {
      nativeTheme.off('updated', repaint);
      window = undefined;
    });
    void opened.loadURL(pageUrl);
    return opened;
  }

  return {
    show() {
      if (window === undefined) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    current: () => window,
    setAppearance(chosen) {
      if (chosen.theme !== appearance.theme) window?.setBackgroundColor(background(chosen.theme));
      appearance = chosen;
    },
  };
}

/** The page's own colour (`--surface` of its style sheet): it shows before the page does, and at the edges of a growing window. */
function background(theme: ThemeView): string {
  const isDark = theme === 'system' ? nativeTheme.shouldUseDarkColors : theme === 'dark';
  return isDark ? '#17191f' : '#ffffff';
}
