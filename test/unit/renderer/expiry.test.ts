import { describe, expect, it } from 'vitest';
import { expiryText, untilText } from '../../../src/renderer/expiry.ts';
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

describe('the end of credentials, in short', () => {
  const now = Date.parse('2026-03-04T14:52:00Z');
  const inMinutes = (minutes: number) => now + minutes * 60_000;

  it('is counted in minutes where it is near', () => {
    expect(expiryText(inMinutes(15), now, english)).toEqual({ words: '15 min left', isSoon: true });
    expect(expiryText(inMinutes(0.2), now, english)).toEqual({ words: '1 min left', isSoon: true });
    expect(expiryText(inMinutes(4.5), now, japanese)).toEqual({ words: '残り 5 分', isSoon: true });
  });

  it('is a time of the clock where it is not', () => {
    expect(expiryText(inMinutes(16), now, english)).toEqual({
      words: untilText(inMinutes(16), now, english),
      isSoon: false,
    });
  });

  it('is nothing once it is over', () => {
    expect(expiryText(now, now, english)).toBeUndefined();
    expect(expiryText(undefined, now, english)).toBeUndefined();
  });
});
