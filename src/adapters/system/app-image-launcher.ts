import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Keeps a command at `path` that runs the command line of an AppImage. It marks each word as ours, as the app's program
 * wants it: see `app-start.ts`. @returns `path`
 */
export function keepImageLauncher(path: string, image: string): string {
  const text = launcher(image);
  if (contentOf(path) === text) return path;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Whoever runs it meanwhile reads the old one or the new one.
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, text, { mode: 0o700 });
  chmodSync(fresh, 0o700);
  renameSync(fresh, path);
  return path;
}

function launcher(image: string): string {
  return `#!/bin/sh
# Written by Tobira, which runs from an AppImage: \`tobira\` for other programs.
for word do
  set -- "$@" "=$word"
  shift
done
exec '${image.replaceAll("'", `'\\''`)}' --ozone-platform=headless --log-level=3 --cli "$@"
`;
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
