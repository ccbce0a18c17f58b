import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Problem } from '../support/problem.mjs';
import { lastLine, run } from '../support/run.mjs';

/** Debian's names; "a|b" means that either will do (Ubuntu renamed some libraries). */
export const DEBIAN = {
  /** To build the keychain module and to run the app. */
  app: [
    'build-essential',
    'python3',
    'pkg-config',
    'libsecret-1-dev',
    'libasound2|libasound2t64',
    'libatspi2.0-0|libatspi2.0-0t64',
    'libdrm2',
    'libgbm1',
    'libgtk-3-0|libgtk-3-0t64',
    'libnotify4',
    'libnss3',
    'libxss1',
    'libxtst6',
    'xdg-utils',
  ],
  /** The desktop that end-to-end tests and the demo without a display bring along, and the clients they are checked with. */
  tests: [
    'adwaita-icon-theme',
    'awscli',
    'chromium',
    'dbus',
    'dbus-bin|dbus-x11',
    'desktop-file-utils',
    'file',
    'fish',
    'fonts-dejavu-core',
    'fonts-noto-cjk',
    'gcr',
    'gnome-keyring',
    'gsettings-desktop-schemas',
    'imagemagick',
    'jq',
    'libglib2.0-bin',
    'libnss3-tools',
    'libsecret-tools',
    'python3-boto3',
    'python3-dotenv',
    'python3-requests',
    'util-linux',
    'xauth',
    'xclip',
    'xdotool',
    'xfce4-notifyd',
    'xfce4-panel',
    'xfconf',
    'xfwm4',
    'xterm',
    'xvfb',
    'zsh',
  ],
};

/** Programs that stand for the packages above on other systems. */
const PROGRAMS = {
  app: { linux: ['c++', 'make', 'python3', 'pkg-config', 'xdg-open'], darwin: ['c++', 'make', 'python3'] },
  tests: {
    linux: [
      'Xvfb',
      'xauth',
      'dbus-run-session',
      'gnome-keyring-daemon',
      'xfce4-panel',
      'xfwm4',
      'chromium',
      'xclip',
      'xdotool',
      'import',
    ],
  },
};

/**
 * Sees to it that the system packages are there: installs them on Debian and Ubuntu, names them elsewhere.
 * @param {{ tests: boolean, say: (line: string) => void, platform?: string, env?: NodeJS.ProcessEnv,
 *   isRoot?: boolean, exec?: typeof run }} options `tests` adds what tests and the demo without a display need
 * @throws {Problem} where something is missing that cannot be installed from here
 */
export async function ensureSystemPackages(options) {
  const { tests, say, platform = process.platform, env = process.env, exec = run } = options;
  const { isRoot = process.getuid?.() === 0 } = options;
  if (platform === 'linux' && onPath('dpkg-query', env) && onPath('apt-get', env)) {
    const missing = await missingOf([...DEBIAN.app, ...(tests ? DEBIAN.tests : [])], exec);
    if (missing.length > 0) await install(missing, { say, isRoot, exec });
    return;
  }
  const wanted = [PROGRAMS.app[platform], tests ? PROGRAMS.tests[platform] : []].flatMap(
    (names) => names ?? [],
  );
  const absent = wanted.filter((name) => !onPath(name, env));
  if (platform === 'linux' && !absent.includes('pkg-config')) {
    const { code } = await exec('pkg-config', ['--exists', 'libsecret-1']);
    if (code !== 0) absent.push('the libsecret-1 headers');
  }
  if (absent.length === 0) return;
  const how = platform === 'darwin' ? ' Type: xcode-select --install' : packageManagerHint(env);
  throw new Problem(`Missing on this system: ${absent.join(', ')}.${how}`);
}

async function missingOf(wanted, exec) {
  const names = wanted.flatMap((name) => name.split('|'));
  const { stdout } = await exec('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...names]);
  const installed = new Set(
    stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  );
  return wanted.filter((name) => !name.split('|').some((one) => installed.has(one)));
}

async function install(missing, { say, isRoot, exec }) {
  const sudo = isRoot ? [] : ['sudo', '-n'];
  if (!isRoot && (await exec('sudo', ['-n', 'true'])).code !== 0) {
    const names = missing.map((name) => name.split('|')[0]).join(' ');
    throw new Problem(
      `System packages are missing. Type: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`,
    );
  }
  say(`Installing system packages: ${missing.map((name) => name.split('|')[0]).join(' ')} ...`);
  const apt = async (...args) => {
    const [command, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
    const result = await exec(command, [...rest, '-o', 'DPkg::Lock::Timeout=300', '-qq', ...args]);
    if (result.code !== 0) throw new Problem(`apt-get ${args[0]} failed: ${lastLine(result.stderr)}`);
  };
  await apt('update');
  const names = await available(missing, { say, exec });
  if (names.length > 0) await apt('install', '-y', '--no-install-recommends', ...names);
}

/** The names to ask apt for. What only tests need may be absent from a distribution; the app's own packages may not. */
async function available(missing, { say, exec }) {
  const { stdout } = await exec('apt-cache', ['policy', ...missing.flatMap((name) => name.split('|'))]);
  const candidates = new Set();
  let current = '';
  for (const line of stdout.split('\n')) {
    if (/^\S+:$/.test(line)) current = line.slice(0, -1);
    else if (/^\s+\S+: \S/.test(line) && line.includes('Candidate:') && !line.includes('(none)'))
      candidates.add(current);
  }
  const chosen = new Map(missing.map((name) => [name, name.split('|').find((one) => candidates.has(one))]));
  const lacking = missing.filter((name) => chosen.get(name) === undefined);
  const fatal = lacking.filter((name) => DEBIAN.app.includes(name));
  if (fatal.length > 0) throw new Problem(`This system offers no package called ${fatal.join(', ')}.`);
  if (lacking.length > 0) say(`This system offers no ${lacking.join(', ')}: tests that need it will fail.`);
  return [...chosen.values()].filter((name) => name !== undefined);
}

function packageManagerHint(env) {
  const hints = {
    dnf: 'sudo dnf install gcc-c++ make python3 pkgconf libsecret-devel xdg-utils; for the tests also xorg-x11-server-Xvfb xauth dbus-daemon gnome-keyring xfce4-panel chromium xclip xdotool ImageMagick',
    pacman:
      'sudo pacman -S base-devel python pkgconf libsecret xdg-utils; for the tests also xorg-server-xvfb xorg-xauth dbus gnome-keyring xfce4-panel chromium xclip xdotool imagemagick',
  };
  const known = Object.keys(hints).find((name) => onPath(name, env));
  return known ? ` Type: ${hints[known]}` : " Install it with your system's package manager.";
}

function onPath(name, env) {
  return (env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}
