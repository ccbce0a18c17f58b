// What makes `electron .` work in a runtime that comes without Electron's own default app.
// Electron waits for this module before it emits `ready`, so the application is awaited here:
// it can still register schemes and switches in time.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** Splits the command line into modules to preload (`-r X`, `--require=X`) and the application's path. */
function parseArguments(args) {
  const preload = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (arg === '-v' || arg === '--version') return { preload, version: true };
    if (arg === '-r' || arg === '--require') preload.push(args[(i += 1)]);
    else if (arg.startsWith('--require=')) preload.push(arg.slice('--require='.length));
    else if (arg.startsWith('--app=')) return { preload, path: arg.slice('--app='.length) };
    else if (!arg.startsWith('-')) return { preload, path: arg };
  }
  return { preload };
}

/** Takes over name and version from the folder's package.json; returns the file to run. */
function adoptPackage(folder) {
  const file = join(folder, 'package.json');
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name);
  app.setDesktopName?.(manifest.desktopName ?? `${app.name}.desktop`);
  app.setAppPath(folder);
  return join(folder, manifest.main ?? 'index.js');
}

async function run() {
  const { preload, path, version } = parseArguments(process.argv.slice(1));
  if (version) {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  }
  if (path === undefined) {
    console.error('Usage: electron [-r MODULE] FOLDER-OR-FILE [ARGUMENTS]');
    process.exit(2);
  }
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  if (preload.length > 0) Module._preloadModules(preload);

  const target = resolve(path);
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) app.setAppPath(dirname(target));
  const entry = isFolder ? adoptPackage(target) : target;
  // require.resolve finds "./main" and "./lib" as Node does for a package's main.
  await import(pathToFileURL(createRequire(import.meta.url).resolve(entry)).href);
}

try {
  await run();
} catch (error) {
  console.error(error);
  process.exit(1);
}
