import { expect, test } from 'vitest';
import { exec as texts } from '../../../src/cli/texts/english/exec.ts';
import { announce, titleSequence } from '../../../src/cli/announcement.ts';

const role = {
  name: 'Production / Admin',
  roleArn: 'arn:aws:iam::123456789012:role/Admin',
  region: 'ap-northeast-1',
};

test('a role is told by its name, its account, its region and the end of its keys', () => {
  const until = new Date(2026, 2, 1, 8, 43).getTime();
  expect(announce({ ...role, until }, texts)).toEqual({
    line: 'Production / Admin · 123456789012 · ap-northeast-1 · until 08:43',
    title: 'Production / Admin · 123456789012 · ap-northeast-1',
  });
});

test('where the keys are renewed, no end is told', () => {
  expect(announce(role, texts).line).toBe('Production / Admin · 123456789012 · ap-northeast-1');
});

test.for(['\u001b]0;evil\u0007', 'a\nb', '\u009d2;x\u009c', '\u202egnp.exe', 'a\u2028b', '\r\u0008'])(
  'a name commands nothing in the terminal: %j',
  (name) => {
    const { line, title } = announce({ ...role, name }, texts);
    for (const text of [line, title]) expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(titleSequence(name).slice(4, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  },
);

test('a title is set by the sequence that every terminal knows', () => {
  expect(titleSequence('Admin · 1')).toBe('\u001b]0;Admin · 1\u0007');
});
