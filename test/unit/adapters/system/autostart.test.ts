import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAutostart } from '../../../../src/adapters/system/autostart.ts';

let home: string;
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'tobira-autostart-'))));
afterEach(() => rm(home, { recursive: true }));

const entry = (folder: string) => join(folder, 'autostart', 'tobira.desktop');
const start = (environment = {}, command = ['/opt/Tobira/tobira']) =>
  createAutostart({ environment, home, command });

test('an entry is there while it is wanted, and gone afterwards', async () => {
  await start().set(true);
  const path = entry(join(home, '.config'));
  expect(await readFile(path, 'utf8')).toContain('\nExec=/opt/Tobira/tobira\n');
  await start().set(false);
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  await start().set(false);
});

test('the folder that XDG_CONFIG_HOME names is the one, unless it is relative', async () => {
  await start({ XDG_CONFIG_HOME: join(home, 'xdg') }).set(true);
  expect(await readFile(entry(join(home, 'xdg')), 'utf8')).toContain('[Desktop Entry]');
  await start({ XDG_CONFIG_HOME: 'relative' }).set(true);
  expect(await readFile(entry(join(home, '.config')), 'utf8')).toContain('[Desktop Entry]');
});

test('an entry of the same name that somebody else wrote is left alone', async () => {
  const path = entry(join(home, '.config'));
  await mkdir(join(home, '.config', 'autostart'), { recursive: true });
  await writeFile(path, '[Desktop Entry]\nExec=mine\n');
  expect(await start().isOurs()).toBe(false);
  await expect(start().set(true)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(start().keep()).rejects.toMatchObject({ code: 'EEXIST' });
  await start().set(false);
  expect(await readFile(path, 'utf8')).toBe('[Desktop Entry]\nExec=mine\n');
});

test('a program that has moved is found again, and odd letters are guarded', async () => {
  await start().set(true);
  expect(await start().isOurs()).toBe(true);
  expect(await start({}, ['/home/a b/"x"/100%/$y\\z']).keep()).toBe(true);
  const text = await readFile(entry(join(home, '.config')), 'utf8');
  expect(text).toContain('\nExec="/home/a b/\\\\"x\\\\"/100%%/\\\\$y\\\\\\\\z"\n');
});

test('what the user adds to the entry stays when the program moves', async () => {
  await start().set(true);
  const path = entry(join(home, '.config'));
  const delayed = `${await readFile(path, 'utf8')}X-GNOME-Autostart-Delay=10\nHidden=false\n`;
  await writeFile(path, delayed);
  expect(await start().keep()).toBe(true);
  expect(await readFile(path, 'utf8')).toBe(delayed);
  expect(await start({}, ['/moved/tobira']).keep()).toBe(true);
  expect(await readFile(path, 'utf8')).toBe(delayed.replace('/opt/Tobira/tobira', '/moved/tobira'));
});

test.for([
  'Hidden=true',
  'Hidden = true',
  'X-GNOME-Autostart-enabled=false',
  'X-MATE-Autostart-enabled=false',
])('an entry that is switched off by %s stays so until it is asked for anew', async (line) => {
  await start().set(true);
  const path = entry(join(home, '.config'));
  const off = `${await readFile(path, 'utf8')}${line}\n`;
  await writeFile(path, off);
  expect(await start({}, ['/moved/tobira']).keep()).toBe(false);
  expect(await readFile(path, 'utf8')).toBe(off);
  await start().set(true);
  expect(await readFile(path, 'utf8')).not.toContain(line);
});

test('an entry that was taken away is not kept', async () => {
  expect(await start().keep()).toBe(false);
  await expect(readFile(entry(join(home, '.config')))).rejects.toMatchObject({ code: 'ENOENT' });
});
