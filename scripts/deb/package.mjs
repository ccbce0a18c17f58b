import { chmod, copyFile, lstat, mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Problem } from '../support/problem.mjs';
import { lastLine, run } from '../support/run.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HOME = '/opt/Tobira';
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };
/** Loaded or started at run time, so that no program names them. */
const RUNTIME_DEPENDENCIES = ['libnotify4', 'xdg-utils'];
/** The synopsis, then lines of at most 80 characters. */
const DESCRIPTION = `From a GitLab account to an AWS console in one click
 Tobira sits in the system tray. It signs in to GitLab in the browser, exchanges
 the ID token for temporary AWS credentials, and opens the AWS console of a role
 or hands the credentials to AWS tools. No access keys are needed.`;

/**
 * Makes a Debian package out of the unpacked app with Debian's own tools (electron-builder's target would download
 * another program for it). Source of the format: deb(5), deb-control(5), the Debian Policy Manual.
 * @param {{ unpacked: string, folder: string, compression?: 'xz' | 'zstd' | 'none' }} options
 *   `unpacked`: electron-builder's outcome; `folder`: where the package goes
 * @returns {Promise<string>} the package's path
 * @throws {Problem} where Debian's tools are missing or refuse
 */
export async function makeDeb({ unpacked, folder, compression = 'xz' }) {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const architecture = ARCHITECTURES[process.arch];
  if (architecture === undefined) throw new Problem(`No Debian package is made for ${process.arch}.`);
  const tree = join(folder, `.deb-${process.pid}`);
  try {
    await furnish(tree, unpacked);
    const control = controlFile({
      version,
      architecture,
      depends: [...(await linkedPackages(tree)), ...RUNTIME_DEPENDENCIES],
      size: await sizeOf(tree),
    });
    await put(tree, 'DEBIAN/control', control);
    await put(tree, 'DEBIAN/md5sums', await checksums(tree));
    for (const script of ['postinst', 'prerm'])
      await put(tree, `DEBIAN/${script}`, await readFile(join(ROOT, 'scripts/deb', script)), 0o755);
    const file = join(folder, `tobira_${version}_${architecture}.deb`);
    await must('dpkg-deb', ['--build', '--root-owner-group', `-Z${compression}`, tree, file]);
    return file;
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

/** Everything that is installed, where it is installed. */
async function furnish(tree, unpacked) {
  const home = join(tree, HOME);
  await mkdir(dirname(home), { recursive: true });
  await must('cp', ['-r', unpacked, home]);
  // Whoever packed may have had a narrow umask.
  await must('chmod', ['-R', 'u=rwX,go=rX', tree]);
  await copy(tree, 'resources/linux/apparmor-profile', `${HOME}/resources/apparmor-profile`);
  await copy(tree, 'resources/linux/tobira.desktop', '/usr/share/applications/tobira.desktop');
  for (const icon of await readdir(join(ROOT, 'resources/icons/app'))) {
    const [size] = icon.split('.');
    const place = `/usr/share/icons/hicolor/${size}/apps/tobira.png`;
    // The theme has no folder for larger ones.
    if (Number.parseInt(size, 10) <= 512) await copy(tree, `resources/icons/app/${icon}`, place);
  }
  await mkdir(join(tree, 'usr/bin'), { recursive: true });
  await symlink(`${HOME}/resources/bin/tobira`, join(tree, 'usr/bin/tobira'));
  await put(tree, '/usr/share/doc/tobira/copyright', await readFile(join(ROOT, 'scripts/deb/copyright')));
  const changes = await readFile(join(ROOT, 'CHANGELOG.md'));
  await put(tree, '/usr/share/doc/tobira/CHANGELOG.md.gz', gzipSync(changes, { level: 9 }));
}

function controlFile({ version, architecture, depends, size }) {
  const fields = {
    Package: 'tobira',
    Version: version,
    Architecture: architecture,
    Maintainer: 'The Tobira developers <developers@tobira.invalid>',
    'Installed-Size': size,
    Depends: depends.sort().join(', '),
    Recommends: 'gnome-keyring | kwalletmanager | keepassxc',
    Suggests: 'nodejs (>= 20.19)',
    Section: 'devel',
    Priority: 'optional',
    Description: DESCRIPTION,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** The packages of the libraries that our programs are linked with: dpkg-shlibdeps(1). */
async function linkedPackages(tree) {
  const programs = [];
  for (const path of await filesUnder(join(tree, HOME))) {
    const start = (await readFile(path)).subarray(0, 4);
    if (start.equals(Buffer.from('\x7fELF', 'latin1'))) programs.push(path);
  }
  // It reads the source package's control file, of which there is none.
  await put(tree, 'debian/control', 'Source: tobira\n\nPackage: tobira\nArchitecture: any\n');
  try {
    const own = ['--ignore-missing-info', `-l${join(tree, HOME)}`];
    const { stdout } = await must('dpkg-shlibdeps', ['-O', ...own, ...programs], tree);
    const depends = /^shlibs:Depends=(.*)$/m.exec(stdout)?.[1];
    if (depends === undefined) throw new Problem('dpkg-shlibdeps found no libraries.');
    return depends.split(', ');
  } finally {
    await rm(join(tree, 'debian'), { recursive: true });
  }
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** In KiB, as deb-control(5) asks for. */
async function sizeOf(tree) {
  const sizes = await Promise.all(
    (await filesUnder(tree)).map(async (path) => Math.ceil((await lstat(path)).size / 1024)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function checksums(tree) {
  const lines = [];
  for (const path of await filesUnder(tree)) {
    const name = relative(tree, path);
    if (name.startsWith('DEBIAN/')) continue;
    const sum = createHash('md5')
      .update(await readFile(path))
      .digest('hex');
    lines.push(`${sum}  ${name}\n`);
  }
  return lines.join('');
}

async function copy(tree, from, to) {
  const target = join(tree, to);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(ROOT, from), target);
  await chmod(target, 0o644);
}

async function put(tree, name, content, mode = 0o644) {
  const target = join(tree, name);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
  await chmod(target, mode);
}

async function must(program, args, cwd = ROOT) {
  const result = await run(program, args, { cwd });
  if (result.code !== 0)
    throw new Problem(`${program} failed: ${lastLine(result.stderr)} (on Debian: apt-get install dpkg-dev)`);
  return result;
}
