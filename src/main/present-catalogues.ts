import type { CatalogueState } from '../core/catalogues/catalogue-state.ts';
import { leftOutRoles } from '../core/catalogues/left-out-roles.ts';
import { isListed } from '../core/catalogues/role-groups.ts';
import { complaintWords } from '../core/complaint-guide.ts';
import { AppError, assertNever } from '../core/errors.ts';
import { shownAddress, type CatalogueSource } from '../core/catalogues/catalogue-source.ts';
import type { Language, Role } from '../core/model.ts';
import type { State } from '../core/state.ts';
import type { CatalogueOriginView } from '../shared/catalogue-view.ts';
import type { CatalogueView } from '../shared/view.ts';
import { presentError } from './present-error.ts';

/** Roles that the surfaces list, and how many of each catalogue they leave out. */
export interface ListedRoles {
  readonly roles: readonly Role[];
  readonly hidden: ReadonlyMap<string, number>;
}

/** Those for other GitLab groups than the user's are left out, unless the settings say otherwise. */
export function listedRoles(roles: readonly Role[], state: State): ListedRoles {
  const hidden = new Map<string, number>();
  const listed = roles.filter((role) => {
    if (isListed(role, state)) return true;
    const of = role.catalogue ?? '';
    hidden.set(of, (hidden.get(of) ?? 0) + 1);
    return false;
  });
  return { roles: hidden.size === 0 ? roles : listed, hidden };
}

/** Draws the lists of roles that others keep. @returns undefined where the configuration names none */
export function presentCatalogues(
  state: State,
  hidden: ReadonlyMap<string, number>,
  language: Language,
): readonly CatalogueView[] | undefined {
  const all = [...state.catalogues.values()];
  if (all.length === 0) return undefined;
  return all.map((one) => presentCatalogue(one, hidden.get(one.source.id) ?? 0, language));
}

function presentCatalogue(
  { source, name, status, roles, fetchedAt, change, error, ...more }: CatalogueState,
  hidden: number,
  language: Language,
): CatalogueView {
  const { complaints, foreign, signedIn, otherUser } = more;
  const called = name ?? source.name ?? source.id;
  const { count: leftOut } = leftOutRoles(complaints);
  return {
    id: source.id,
    name: called,
    from: originOf(source),
    ...{ status, roles, hidden },
    ...(fetchedAt !== undefined && { fetchedAt }),
    ...(change && {
      change: {
        added: change.added.map(({ id }) => id),
        changed: change.changed.map(({ id }) => id),
        removed: change.removed.map(({ id, name: called }) => (called === id ? id : `${called} (${id})`)),
        moved: change.changed.flatMap(({ id, from, to }) =>
          from === undefined || to === undefined ? [] : { id, from, to },
        ),
      },
    }),
    ...(leftOut > 0 && { leftOut }),
    ...(error && { error: presentError(byName(error, called, language), language) }),
    problems: complaints.slice(0, mostProblems).map(({ line, column, complaint }) => ({
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      message: complaintWords(complaint, language),
    })),
    foreign: foreign.map(({ issuer, clientId, roles: waiting }) => ({ issuer, clientId, roles: waiting })),
    ...(signedIn !== undefined && { signedIn }),
    ...(otherUser && { otherUser }),
  };
}

/** What went wrong, with the name that the window shows. A command that stands in an advice needs the id. */
function byName(error: AppError, name: string, language: Language): AppError {
  if (!('catalogue' in error.details) || error.code === 'catalogue_login_needed') return error;
  const catalogue = language === 'en' ? `“${name}”` : name;
  return new AppError(error.code, { ...error.details, catalogue });
}

/** Nobody reads more, and each of them is sent each time. */
const mostProblems = 50;

function originOf({ from }: CatalogueSource): CatalogueOriginView {
  switch (from.kind) {
    case 'gitlab':
      return { kind: 'gitlab', identityId: from.identity, project: from.project, file: from.file };
    case 'url':
      return { kind: 'url', url: shownAddress(from.url) };
    case 'file':
      return { kind: 'file', path: from.path };
    default:
      return assertNever(from);
  }
}
