import { join } from 'node:path';

/** A packed app as it would be installed. */
export interface PackedApp {
  readonly folder: string;
  readonly program: string;
  /** The entry of its command line. */
  readonly commandLine: string;
}

/** Where the set-up tells the workers that the packed apps are. */
export const packedAppVariables = { test: 'TOBIRA_TEST_BUILD', shipped: 'TOBIRA_SHIPPED_BUILD' } as const;

/** The one that Playwright can drive: its fuses are open, all else in it is what users get. */
export function testBuild(): PackedApp {
  return packedApp(packedAppVariables.test);
}

/** Exactly what users get. It takes no debugger: it is looked at from outside. */
export function shippedBuild(): PackedApp {
  return packedApp(packedAppVariables.shipped);
}

function packedApp(variable: string): PackedApp {
  const folder = process.env[variable];
  if (folder === undefined) throw new Error('The set-up of the end-to-end tests has not run');
  return {
    folder,
    program: join(folder, 'tobira'),
    commandLine: join(folder, 'resources', 'app.asar.unpacked', 'dist', 'cli', 'index.js'),
  };
}
