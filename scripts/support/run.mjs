import { spawn } from 'node:child_process';

/**
 * Runs a command to its end and collects what it says.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { tee?: boolean }} [options] `tee` shows the output as well
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code is 127 where the command is missing, 128 + n
 *   (or 1) where a signal ended it; it never rejects
 */
export function run(command, args, { tee = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name]?.setEncoding('utf8').on('data', (text) => {
        said[name] += text;
        if (tee) process[name].write(text);
      });
    }
    let missing;
    child.on('error', (error) => {
      missing = error;
      if (child.pid === undefined) resolve({ code: 127, stdout: '', stderr: error.message });
    });
    child.on('close', (code) => resolve({ code: code ?? (missing ? 127 : 1), ...said }));
  });
}

/**
 * Runs npm: the one that started this script where there is one, else the one on PATH.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { tee?: boolean }} [options]
 */
export function npm(args, options = {}) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], options);
  return run('npm', args, { shell: process.platform === 'win32', ...options });
}

/** The last line of a program's output that says something: usually its reason. */
export function lastLine(text) {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
