import { join } from 'node:path';
import { imageAround } from '../adapters/system/app-image.ts';
import { agentArguments } from '../adapters/system/app-start.ts';

/** What decides who can be the agent here. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's id; undefined on Windows. */
  readonly uid: number | undefined;
  /** The program of this process: Node, or the app's own. */
  readonly execPath: string;
  /** Whether that is the app's own, which never runs as Node. */
  readonly insideApp: boolean;
  /** The app's program, where this command line came with an app. */
  readonly app: string | undefined;
  /** The agent as a script for Node. */
  readonly script: string;
}

/** A way to start an agent. */
export interface AgentProgram {
  readonly program: string;
  readonly arguments: readonly string[];
}

/**
 * The ways to start an agent, best first. On a desktop that is the app: it shares the app's network, and on macOS its
 * right to the keychain. Chromium's sandbox does not work for root, so root gets plain Node.
 *
 * @param config the path of the configuration
 */
export function agentPrograms(around: Surroundings, config: string): readonly AgentProgram[] {
  const words = ['--config', config];
  const asApp = (program: string): AgentProgram => ({
    program,
    arguments: agentArguments(words, around.platform),
  });
  // An AppImage has to be mounted by the agent for itself.
  if (around.insideApp) return [asApp(imageAround(around.execPath, around.env) ?? around.execPath)];
  const asNode: AgentProgram = { program: around.execPath, arguments: [around.script, ...words] };
  return around.app !== undefined && hasDisplay(around) && around.uid !== 0
    ? [asApp(around.app), asNode]
    : [asNode];
}

/** Where the app's program is for a command line in `folder`. @returns undefined where that is in no packed app */
export function appAround(folder: string, platform: NodeJS.Platform): string | undefined {
  const resources = /^(.*)[\\/]app\.asar\.unpacked[\\/]dist[\\/]cli$/s.exec(folder)?.[1];
  if (resources === undefined) return undefined;
  switch (platform) {
    case 'darwin':
      return join(resources, '..', 'MacOS', 'tobira');
    case 'win32':
      return join(resources, '..', 'tobira.exe');
    default:
      return join(resources, '..', 'tobira');
  }
}

function hasDisplay({ platform, env }: Surroundings): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}
