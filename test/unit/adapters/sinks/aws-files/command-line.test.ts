import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../../../../src/adapters/sinks/aws-files/command-line.ts';
import { javaScriptSettings } from '../../../../../src/adapters/sinks/aws-files/javascript-view.ts';

describe('a command as one line', () => {
  it.each([
    [
      ['/usr/bin/tobira', 'credentials', 'a', '--format', 'process'],
      '/usr/bin/tobira credentials a --format process',
    ],
    [['/opt/my tools/tobira', 'a b'], '"/opt/my tools/tobira" "a b"'],
    [['/a', '$HOME', '`b`', '\\'], "/a '$HOME' '`b`' '\\'"],
    [['/a', "it's", ''], `/a "it""'""s" ""`],
    [['A=b', '~/x'], '"A=b" "~/x"'],
  ])('of %j', (words, line) => {
    expect(commandLine(words, 'linux')).toBe(line);
  });

  it('holds nothing that the SDK for JavaScript takes for a comment', () => {
    const word = fc.string({ unit: fc.constantFrom('a', ' ', '#', ';', "'", '"', '$', '\u3000') });
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const line = commandLine(['/a', ...words], 'linux');
        const text = `[profile a]\ncredential_process = ${line}\n`;
        expect(javaScriptSettings(text).get('credential_process')?.value).toBe(line);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([['a\nb'], ['a\u0000'], ['\u2028'], ['\ud800']])('refuses %j', (word) => {
    expect(() => commandLine(['/a', word], 'linux')).toThrow(RangeError);
  });

  it('is not quoted on Windows, where not every tool keeps quotes', () => {
    const words = ['C:\\PROGRA~1\\Tobira\\tobira.exe', 'credentials', 'a'];
    expect(commandLine(words, 'win32')).toBe(words.join(' '));
    expect(() => commandLine(['C:\\Program Files\\tobira.exe'], 'win32')).toThrow(RangeError);
    expect(() => commandLine(['C:\\%USER%\\tobira.exe'], 'win32')).toThrow(RangeError);
  });

  it.each([[[]], [['']]])('is not made of %j', (words) => {
    expect(() => commandLine(words, 'linux')).toThrow(RangeError);
  });
});
