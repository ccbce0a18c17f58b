import { homedir } from 'node:os';
import { createClipboardLender, type Clipboard } from '../adapters/sinks/clipboard.ts';
import { createCopiedConsole } from '../adapters/sinks/copied-console.ts';
import { createCopiedCredentials } from '../adapters/sinks/copied-credentials.ts';
import { createCopiedEndpoint } from '../adapters/sinks/copied-endpoint.ts';
import { createLazyEndpointServer } from '../adapters/sinks/lazy-endpoint-server.ts';
import { createLazyProfileEditor } from '../adapters/sinks/lazy-profile-editor.ts';
import { createProfileSinks } from '../adapters/sinks/profile.ts';
import { createTerminalSink } from '../adapters/sinks/terminal.ts';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import type { Paths } from '../adapters/system/paths.ts';
import { createRemembered } from '../adapters/system/remembered.ts';
import { thisCommand } from '../adapters/system/this-command.ts';
import type { OwnerPorts } from '../core/owner.ts';
import type { Clock, Log } from '../core/ports.ts';

/**
 * Every way in which the app hands something over. What is here the surfaces list. A new one is a `SinkId` in the core
 * and a line here; the compiler then asks for its words in window and tray, and for its place in their menus.
 */
export function composeSinks(
  paths: Paths,
  clipboard: Clipboard,
  clock: Clock,
  log: Log,
): Pick<OwnerPorts, 'sinks' | 'withdrawals' | 'profiles' | 'endpointServer' | 'memory'> {
  const lender = createClipboardLender(clipboard, clock);
  const memory = createRemembered(paths, log);
  const command = () => thisCommand(paths.config);
  const profiles = createProfileSinks({
    editor: createLazyProfileEditor(),
    files: findAwsFiles(process.env, homedir()),
    command,
    memory,
    log,
  });
  return {
    sinks: [
      ...createCopiedCredentials(lender),
      createCopiedConsole(lender),
      createCopiedEndpoint(lender),
      ...profiles.sinks,
      createTerminalSink({ platform: process.platform, env: process.env, home: homedir(), command, clock }),
    ],
    withdrawals: [lender, profiles],
    profiles,
    endpointServer: createLazyEndpointServer(clock, log),
    memory,
  };
}
