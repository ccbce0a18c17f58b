import type { ActivityEntryView } from '../shared/activity-view.ts';
import type { LanguageView } from '../shared/view.ts';

/** What was done on one day of the user's own calendar. */
export interface ActivityDay {
  /** Such as "Today" or "Monday, March 2". */
  readonly name: string;
  readonly entries: readonly ActivityEntryView[];
}

/** @param entries newest first  @param now milliseconds since the epoch */
export function activityDays(
  entries: readonly ActivityEntryView[],
  now: number,
  language: LanguageView,
): readonly ActivityDay[] {
  const days = new Map<string, ActivityEntryView[]>();
  for (const entry of entries) {
    const key = new Date(entry.at).toDateString();
    const day = days.get(key);
    if (day === undefined) days.set(key, [entry]);
    else day.push(entry);
  }
  return [...days].map(([key, ofDay]) => ({ name: dayName(new Date(key), now, language), entries: ofDay }));
}

function dayName(day: Date, now: number, language: LanguageView): string {
  const today = new Date(now);
  today.setHours(0, 0, 0, 0);
  // A day may have 23 or 25 hours.
  const ago = Math.round((today.getTime() - day.getTime()) / (24 * 3_600_000));
  if (ago === 0 || ago === 1) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-ago, 'day');
    return words.charAt(0).toUpperCase() + words.slice(1);
  }
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(day.getFullYear() !== today.getFullYear() && { year: 'numeric' }),
  }).format(day);
}

/** The roles of a list, by name; one that was renamed counts by its newest name. */
export function rolesIn(
  entries: readonly ActivityEntryView[],
  language: LanguageView,
): readonly { readonly id: string; readonly name: string }[] {
  const names = new Map<string, string>();
  for (const { role } of entries) if (role && !names.has(role.id)) names.set(role.id, role.name);
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...names].map(([id, name]) => ({ id, name })).sort((one, other) => compare(one.name, other.name));
}
