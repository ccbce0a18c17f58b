import { describe, expect, it } from 'vitest';
import { untilText } from '../../../src/renderer/expiry.ts';
import { english } from '../../../src/renderer/texts/english.ts';
import { japanese } from '../../../src/renderer/texts/japanese.ts';

const noon = new Date(2026, 2, 4, 12, 0).getTime();
const clock = (hours: number, minutes: number): string =>
  new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(
    new Date(2026, 2, 4, hours, minutes),
  );

describe('the end of credentials', () => {
  it('is told in the clock of the user', () => {
    expect(untilText(new Date(2026, 2, 4, 15, 40).getTime(), noon, english)).toBe(`until ${clock(15, 40)}`);
  });

  it('names the day when it is another one', () => {
    expect(untilText(new Date(2026, 2, 5, 0, 10).getTime(), noon, english)).toBe(`until Thu ${clock(0, 10)}`);
  });

  it('is told in the language of the window, by the clock that the user is used to', () => {
    const end = new Date(2026, 2, 5, 0, 10).getTime();
    expect(untilText(end, noon, japanese)).toMatch(/^木曜 (午前)?\d{1,2}:10 まで$/);
  });

  it('is silent when there are no credentials, and once they have ended', () => {
    expect(untilText(undefined, noon, english)).toBeUndefined();
    expect(untilText(noon, noon, english)).toBeUndefined();
    expect(untilText(noon - 1, noon, english)).toBeUndefined();
  });
});
