import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, type Rectangle, screen, session } from 'electron';
import type { ThemeView } from '../shared/view.ts';
import { pageUrl, servePage, type Appearance } from './page-scheme.ts';
import { cancelOutsideRequests } from './security.ts';
import { hideOnBlur } from './window-blur.ts';
import { webPreferences } from './web-preferences.ts';
import { isInSight, panelPlace } from './window-place.ts';

/**
 * The one window. Made when it is wanted, gone when it is closed: a hidden one would keep its memory. On Windows and
 * macOS it is a panel at the tray that steps aside for other windows; on Linux, where nobody tells where the tray is, it
 * is a window like others, and comes back where it was.
 */
export interface MainWindow {
  show(): void;
  /** The open window, for sending views to it and for knowing it as a sender. */
  current(): BrowserWindow | undefined;
  /** The colour behind the page, and what a page that opens next begins with: it sets its own when it has a view. */
  setAppearance(appearance: Appearance): void;
}

const isPanel = process.platform !== 'linux';
const usual = { width: 480, height: 640 } as const;

/** @param trayBounds where the icon in the tray is; without a size where nobody tells */
export function createMainWindow(first: Appearance, trayBounds: () => Rectangle): MainWindow {
  let window: BrowserWindow | undefined;
  let appearance: Appearance = first;
  let served = false;
  /** Where the last window stood. */
  let last: Rectangle | undefined;

  function place(): Partial<Rectangle> {
    if (!isPanel) {
      const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
      return last !== undefined && isInSight(last, areas) ? last : usual;
    }
    const icon = trayBounds();
    const { workArea } = screen.getDisplayNearestPoint(icon.width > 0 ? icon : screen.getCursorScreenPoint());
    return panelPlace(icon, workArea, usual, process.platform === 'darwin' ? 'top' : 'bottom');
  }

  function open(): BrowserWindow {
    const own = session.fromPartition('window', { cache: false });
    if (!served) {
      served = true;
      cancelOutsideRequests(own, { devTools: !app.isPackaged });
      servePage(own, join(import.meta.dirname, '../renderer'), () => appearance);
    }
    const opened = new BrowserWindow({
      title: 'Tobira',
      ...place(),
      ...(isPanel && { skipTaskbar: true, minimizable: false, maximizable: false, fullscreenable: false }),
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
    if (isPanel) hideOnBlur(opened);
    opened.on('close', () => (last = opened.getNormalBounds()));
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
      if (isPanel && !window.isVisible()) window.setBounds(place());
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
