import type { CatalogueView, RoleView } from '../shared/view.ts';
import { clockTime } from './expiry.ts';
import type { Texts } from './texts.ts';

/** When something was read: the time alone on the same day. @param now milliseconds since the epoch */
export function readWhen(at: number, now: number, texts: Texts): string {
  const time = clockTime(at, texts);
  const day = new Date(at);
  if (day.toDateString() === new Date(now).toDateString()) return texts.catalogues.today(time);
  const isThisYear = day.getFullYear() === new Date(now).getFullYear();
  const form = new Intl.DateTimeFormat(texts.language, {
    ...{ month: 'long', day: 'numeric' },
    ...(!isThisYear && { year: 'numeric' }),
  });
  return texts.catalogues.onDay(form.format(day), time);
}

/** What a failed look means for its roles. */
export function stillInUse({ fetchedAt }: CatalogueView, now: number, texts: Texts): string {
  const { catalogues: words } = texts;
  return fetchedAt === undefined ? words.nothingYet : words.inUse(readWhen(fetchedAt, now, texts));
}

/** Where it is read from, in one line. */
export function placeOfCatalogue({ from }: Pick<CatalogueView, 'from'>): string {
  switch (from.kind) {
    case 'gitlab':
      return `${from.project} · ${from.file}`;
    case 'url':
      return from.url;
    case 'file':
      return from.path;
  }
}

/** How it stands, in one line. */
export function standOfCatalogue(catalogue: CatalogueView, now: number, texts: Texts): string {
  const { catalogues: words } = texts;
  const { status, roles, fetchedAt } = catalogue;
  if (status === 'loading' && fetchedAt === undefined) return words.reading;
  if (fetchedAt === undefined) return words.never;
  const read = status === 'loading' ? words.reading : words.readAt(readWhen(fetchedAt, now, texts));
  return `${words.roles(roles)} · ${read}`;
}

/** What a new version has brought, in one line; undefined where there is nothing to tell. */
export function changeWords(
  { name, change, leftOut = 0 }: CatalogueView,
  { catalogues }: Texts,
): string | undefined {
  if (change === undefined) return undefined;
  const { added, changed, removed } = change;
  return catalogues.change(name, {
    added: added.length,
    changed: changed.length,
    removed: removed.length,
    ...(leftOut > 0 && { orLeftOut: true }),
  });
}

/** The roles that a new version has brought or changed, in their order. */
export function rolesOfChange(
  roles: readonly RoleView[],
  change: CatalogueView['change'],
): readonly RoleView[] {
  const ids = new Set([...(change?.added ?? []), ...(change?.changed ?? [])]);
  return roles.filter(({ id }) => ids.has(id));
}
