import { describe, expect, it } from 'vitest';
import { windowsStart } from '../../../src/cli/windows-program.ts';

const files: ReadonlySet<string> = new Set([
  'C:\\Program Files\\aws\\aws.exe',
  'C:\\node\\npm.cmd',
  'C:\\node\\npm',
  'C:\\node\\tool.ps1',
  'C:\\tools\\aws.cmd',
  'tools\\run.bat',
]);
const env = {
  Path: 'C:\\node;;C:\\Program Files\\aws;C:\\tools',
  PATHEXT: '.COM;.EXE;.BAT;.CMD;.VBS;.PS1',
  ComSpec: 'C:\\Windows\\system32\\cmd.exe',
};
const start = (program: string, ...words: readonly string[]) =>
  windowsStart(
    program,
    words,
    env,
    (path) => files.has(path) || files.has(path.replace(/\.\w+$/, (e) => e.toLowerCase())),
  );
const lineOf = (...words: readonly string[]): string => {
  const found = start('npm', ...words);
  if (found === undefined || found === 'unsafe') throw new Error(`not started: ${String(found)}`);
  const [line = ''] = found.arguments;
  return line.slice('/e:on /v:off /d /s /c ""C:\\node\\npm.CMD" '.length, -1);
};

describe('a name', () => {
  it('is looked for on PATH, with the endings of programs', () => {
    expect(start('aws', 's3', 'ls')).toEqual({
      program: 'C:\\Program Files\\aws\\aws.EXE',
      arguments: ['s3', 'ls'],
    });
    expect(start('aws.cmd')).toMatchObject({ verbatim: true });
  });

  it('of a file that is no program to Windows is none', () => {
    expect(start('tool')).toBeUndefined();
    expect(start('tool.ps1')).toBeUndefined();
    expect(start('nothing')).toBeUndefined();
  });

  it('with a folder is looked for there alone', () => {
    expect(start('tools\\run.bat')).toMatchObject({ program: env.ComSpec });
    expect(start('other\\aws')).toBeUndefined();
  });
});

describe('a batch file', () => {
  it('runs in the command prompt, which reads nothing else but this line', () => {
    expect(start('npm', 'run', 'build')).toEqual({
      program: env.ComSpec,
      arguments: ['/e:on /v:off /d /s /c ""C:\\node\\npm.CMD" "run" "build""'],
      verbatim: true,
    });
  });

  it.each([
    ['two words', '"two words"'],
    ['', '""'],
    ['a&b|c<d>e^f!', '"a&b|c<d>e^f!"'],
    ['%PATH%', '"%%cd:~,%PATH%%cd:~,%"'],
    ['say "x"', '"say ""x"""'],
    ['C:\\folder\\', '"C:\\folder\\\\"'],
    ['\\"', '"\\\\"""'],
  ])('gets %j as one word', (word, quoted) => {
    expect(lineOf(word)).toBe(quoted);
  });

  it.each(['a\nb', 'a\rb', 'a\0b'])('is given no word with a line end: %j', (word) => {
    expect(start('npm', word)).toBe('unsafe');
  });
});
