import type { CatalogueFields } from '../shared/settings-view.ts';
import { freeId, slug } from './entry-draft.ts';

/** A catalogue as one types it: what is empty, or of another kind, stays out of the file. */
export interface CatalogueDraft {
  readonly kind: 'gitlab' | 'url' | 'file';
  readonly name: string;
  readonly identity: string;
  readonly clientId: string;
  readonly project: string;
  readonly file: string;
  readonly ref: string;
  readonly url: string;
}

type Line = 'clientId' | 'project' | 'file' | 'ref' | 'url';

/** What each kind is asked for, in this order. */
export const fieldsOfKind: Readonly<Record<CatalogueDraft['kind'], readonly Line[]>> = {
  gitlab: ['project', 'clientId', 'file', 'ref'],
  url: ['url'],
  file: ['file'],
};

/** @param identity whose roles they are, unless another one is chosen */
export function catalogueDraft(identity: string): CatalogueDraft {
  return { kind: 'gitlab', identity, name: '', clientId: '', project: '', file: '', ref: '', url: '' };
}

/** What is to be added: its id is made from what it is called, and is nobody else's. */
export function catalogueFields(
  draft: CatalogueDraft,
  taken: readonly (string | undefined)[],
): CatalogueFields {
  const { kind, identity } = draft;
  const given: Partial<Record<Line, string>> = {};
  for (const name of fieldsOfKind[kind]) {
    const text = name === 'url' ? urlIn(draft.url) : draft[name].trim();
    if (text !== '' || name === 'url' || kind === 'file') given[name] = text;
  }
  const name = draft.name.trim();
  const wish = slug(name === '' ? placeIn(draft) : name);
  return {
    id: freeId(wish, taken, 'catalogue'),
    ...(name !== '' && { name }),
    ...(identity !== '' && { identity }),
    ...given,
  };
}

/** As it belongs in the file: with a scheme. */
function urlIn(text: string): string {
  const bare = text.trim();
  return bare === '' || /^[a-z][a-z0-9+.-]*:/i.test(bare) ? bare : `https://${bare}`;
}

function placeIn({ kind, project, url, file }: CatalogueDraft): string {
  if (kind === 'gitlab') return project;
  if (kind === 'file') return file.split(/[\\/]/).at(-1) ?? '';
  const whole = urlIn(url);
  return URL.canParse(whole) ? new URL(whole).host : '';
}
