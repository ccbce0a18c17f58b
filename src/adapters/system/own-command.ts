import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { imageAround } from './app-image.ts';

/** What decides by which words other programs can run `tobira`. */
export interface Standpoint {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The program of this process: Node, or the app's own. */
  readonly execPath: string;
  /** Whether that is the app's own, which never runs as Node. */
  readonly insideApp: boolean;
  /** The folder of the code that asks: one of those in `dist`, in a packed app or not. */
  readonly folder: string;
  /** The configuration, where it is another than the usual one: whoever runs the command has none of our options. */
  readonly config?: string;
}

/** Where an AppImage's command is kept: see `app-image-launcher.ts`. */
export type KeepLauncher = (image: string) => string;

/**
 * The words by which any other program of this user can run `tobira`, now and later; a command and its words follow
 * them. They are absolute and hold for every working folder and environment.
 *
 * @param keepLauncher makes a command for an AppImage, whose own command is there only while it runs
 */
export function ownCommand(
  at: Standpoint,
  keepLauncher: KeepLauncher,
  exists: (path: string) => boolean = existsSync,
): readonly string[] {
  return [...program(at, keepLauncher, exists), ...(at.config === undefined ? [] : ['--config', at.config])];
}

function program(
  at: Standpoint,
  keepLauncher: KeepLauncher,
  exists: (path: string) => boolean,
): readonly string[] {
  const { platform, env, execPath, insideApp, folder } = at;
  const path = platform === 'win32' ? win32 : posix;
  const image = imageAround(folder, env);
  if (image !== undefined) return [keepLauncher(image)];
  const resources = /^(.*)[\\/]app\.asar(?:\.unpacked)?[\\/]dist[\\/](?:cli|main|agent)$/s.exec(folder)?.[1];
  if (resources !== undefined) {
    // It finds out each time whether there is Node, and else takes the app.
    return [path.join(resources, 'bin', platform === 'win32' ? 'tobira.cmd' : 'tobira')];
  }
  const script = path.join(path.dirname(folder), 'cli', 'index.js');
  if (!insideApp) return [execPath, script];
  // The app out of its sources, which Node has built.
  const node = nodeOnPath(at, exists) ?? (platform === 'win32' ? 'node.exe' : 'node');
  return [node, script];
}

function nodeOnPath({ platform, env }: Standpoint, exists: (path: string) => boolean): string | undefined {
  const [paths, name] = platform === 'win32' ? ([win32, 'node.exe'] as const) : ([posix, 'node'] as const);
  return (env['PATH'] ?? env['Path'] ?? '')
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder))
    .map((folder) => paths.join(folder, name))
    .find(exists);
}
