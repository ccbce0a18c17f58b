import type { LanguageView } from '../shared/view.ts';

const pattern = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?$/;

/** @param text such as `1h30m`, as the file has it. @returns seconds; undefined where it is no length of time */
export function secondsOf(text: string): number | undefined {
  const match = text === '' ? null : pattern.exec(text);
  if (match === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Lengths to choose from; what the file says stands among them, whatever it is. */
export function timesWith(usual: readonly string[], value: string): readonly string[] {
  if (usual.includes(value)) return usual;
  const seconds = secondsOf(value) ?? 0;
  const at = usual.findIndex((one) => (secondsOf(one) ?? 0) > seconds);
  return at === -1 ? [...usual, value] : [...usual.slice(0, at), value, ...usual.slice(at)];
}

/** In words, such as `1 hour 30 minutes`. */
export function lengthOf(seconds: number, language: LanguageView): string {
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    )
    .join(' ');
}
