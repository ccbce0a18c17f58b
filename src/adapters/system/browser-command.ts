import type { BrowserChoice } from '../../core/model.ts';
import type { NamedBrowser } from './browser-places.ts';

/** A program with its words. */
export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
}

/** What is to be opened, and with what. */
export interface BrowserOrder extends Pick<BrowserChoice, 'private'> {
  readonly app: NamedBrowser;
  /** The program; on macOS the application's folder. */
  readonly path: string;
  /** As the browser's command line calls it. */
  readonly profile?: string;
  readonly url: string;
}

/** The command that opens a page: a browser that runs already takes it over, and opens the page in that profile. */
export function browserCommand(order: BrowserOrder, platform: NodeJS.Platform): Command {
  const { app, path, url } = order;
  const words = [...(app === 'firefox' ? firefoxWords(order) : chromiumWords(order)), url];
  if (platform !== 'darwin') return { program: path, arguments: words };
  // `open` hands words over to a new instance alone, which passes them on to the one that runs.
  return words.length === 1
    ? { program: 'open', arguments: ['-a', path, url] }
    : { program: 'open', arguments: ['-n', '-a', path, '--args', ...words] };
}

function chromiumWords({ app, profile, private: isPrivate }: BrowserOrder): readonly string[] {
  return [
    ...(profile === undefined ? [] : [`--profile-directory=${profile}`]),
    ...(isPrivate === true ? [app === 'edge' ? '--inprivate' : '--incognito'] : []),
  ];
}

function firefoxWords({ profile, private: isPrivate }: BrowserOrder): readonly string[] {
  return [
    ...(profile === undefined ? [] : ['-P', profile]),
    // Takes the address behind it.
    ...(isPrivate === true ? ['-private-window'] : []),
  ];
}
