import type { Role } from './model.ts';

/** Tags that mark a role as one of production, whatever their case. */
const productionTags: ReadonlySet<string> = new Set(['prod', 'production', 'live']);

/** Whether a role is to be handled with care: where the configuration does not say, its tags do. */
export function isProduction({ production, tags }: Pick<Role, 'production' | 'tags'>): boolean {
  return production ?? tags.some((tag) => productionTags.has(tag.normalize('NFKC').toLowerCase()));
}
