import type { UpdateStatus } from '../core/updates.ts';
import { version } from '../core/version.ts';
import type { UpdateLooksView, UpdateLookView, UpdateView } from '../shared/update-view.ts';

/** What installs the app here, where that is known. */
export type Installer = UpdateView['by'];

/** The line of the window; undefined where there is nothing to tell. */
export function presentNews({ news }: UpdateStatus, by: Installer): UpdateView | undefined {
  return news && { version: news.version, hasPage: news.page !== undefined, ...(by && { by }) };
}

/** The section of the settings page. */
export function presentLooks(status: UpdateStatus, by: Installer): UpdateLooksView {
  const { feed, looking, lookedAt, release } = status;
  const found = presentLook(status);
  const newer = release?.verdict === 'newer' ? presentNews({ ...status, news: release }, by) : undefined;
  return {
    version,
    looking,
    ...(feed !== undefined && { feed }),
    ...(lookedAt !== undefined && found && { last: { at: lookedAt, found } }),
    ...(newer && { newer }),
  };
}

function presentLook({ fault, release }: UpdateStatus): UpdateLookView | undefined {
  if (fault !== undefined) return { kind: 'failed', fault };
  if (release === undefined) return undefined;
  const { verdict, version: published, releasedAt } = release;
  if (verdict === 'newest') return { kind: verdict };
  return verdict === 'newer'
    ? { kind: verdict, version: published, releasedAt }
    : { kind: verdict, version: published };
}
