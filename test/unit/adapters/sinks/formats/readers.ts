import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Variables = Readonly<Record<string, string>>;

/** What a program writes when it is handed `input`; its environment holds nothing of ours. */
export function outputOf(command: string, args: readonly string[], input = ''): string {
  return execFileSync(command, args, {
    input,
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', HOME: '/nonexistent', HISTFILE: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 16_000_000,
  }).toString();
}

/** Asks a program for its environment, where its script ends with `env -0`; others' variables are left out. */
export function environmentOf(command: string, args: readonly string[], input = ''): Variables {
  const entries = outputOf(command, args, input)
    .split('\0')
    .map((line) => /^(?:.*\n)*?((?:AWS_\w+|V\d+))=([^]*)$/.exec(line))
    .flatMap((match): [string, string][] => (match === null ? [] : [[match[1] ?? '', match[2] ?? '']]));
  return Object.fromEntries(entries);
}

/** A file of this text that goes away with the test. */
export function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'formats-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'file');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

/** The variables that a format takes, and those that it refuses, each alone. */
export function sorted(
  write: (variables: Variables) => string,
  variables: Variables,
): { readonly taken: Variables; readonly refused: readonly string[] } {
  const taken: Record<string, string> = {};
  const refused: string[] = [];
  for (const [name, value] of Object.entries(variables)) {
    try {
      write({ [name]: value });
      taken[name] = value;
    } catch {
      refused.push(value);
    }
  }
  return { taken, refused };
}
