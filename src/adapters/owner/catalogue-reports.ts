import type {
  CatalogueChange,
  CatalogueState,
  ForeignIssuer,
} from '../../core/catalogues/catalogue-state.ts';
import { shownAddress, type CatalogueSource } from '../../core/catalogues/catalogue-source.ts';
import { leftOutRoles } from '../../core/catalogues/left-out-roles.ts';
import { complaintWords } from '../../core/complaint-guide.ts';
import type { AppError } from '../../core/errors.ts';
import type { Language } from '../../core/model.ts';

/** A catalogue as programs are told of it. @typeParam Problem how a failure travels */
export interface CatalogueReport<Problem> {
  readonly id: string;
  readonly name?: string;
  /** Where it is kept: an address, a path, or a project and its file. */
  readonly from: string;
  readonly kind: 'gitlab' | 'url' | 'file';
  readonly status: CatalogueState['status'];
  readonly roles: number;
  /** How many are for groups that the user is not in. */
  readonly hidden: number;
  /** ISO 8601. */
  readonly fetchedAt?: string;
  readonly signedIn?: boolean;
  readonly change?: CatalogueChange;
  readonly foreign: readonly ForeignIssuer[];
  readonly complaints: readonly {
    readonly line?: number;
    readonly column?: number;
    readonly message: string;
  }[];
  readonly problem?: Problem;
}

/** What is to be known of a catalogue without asking for it. @typeParam Problem how a failure travels */
export interface CatalogueBrief<Problem> extends Pick<
  CatalogueReport<Problem>,
  'id' | 'status' | 'roles' | 'problem'
> {
  /** So many of its roles are not in use for a mistake; absent for none. */
  readonly leftOut?: number;
  /** Those are not all. */
  readonly leftOutMore?: true;
}

/** What complaints are said in: English where the client does not choose. */
interface Spoken {
  readonly language?: Language;
}

/** What a client can ask for with catalogues. */
export interface CatalogueCalls<Problem> {
  catalogues: { request: Spoken; response: readonly CatalogueReport<Problem>[] };
  /** All where none is named: what could not be read is in the answer. One that is named fails. */
  'catalogue-refresh': {
    request: Spoken & { readonly catalogue?: string };
    response: readonly CatalogueReport<Problem>[];
  };
  'catalogue-login': {
    request: Spoken & { readonly catalogue: string };
    response: CatalogueReport<Problem>;
  };
  'catalogue-logout': {
    request: { readonly catalogue: string };
    response: { readonly catalogue: string; readonly providerTold: boolean };
  };
  'catalogue-trust': {
    request: Spoken & { readonly catalogue: string; readonly issuer: string };
    response: CatalogueReport<Problem>;
  };
}

/** @param hidden how many of its roles are for other groups */
export function reportOf<Problem>(
  { source, name, status, roles, fetchedAt, signedIn, change, foreign, complaints, error }: CatalogueState,
  hidden: number,
  toReport: (error: AppError) => Problem,
  language: Language = 'en',
): CatalogueReport<Problem> {
  const { id, from } = source;
  return {
    id,
    ...(name !== undefined && { name }),
    from: placeOf(source),
    kind: from.kind,
    ...{ status, roles, hidden },
    ...(fetchedAt !== undefined && { fetchedAt: new Date(fetchedAt).toISOString() }),
    ...(signedIn !== undefined && { signedIn }),
    ...(change && { change }),
    foreign,
    complaints: complaints.map(({ line, column, complaint }) => ({
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      message: complaintWords(complaint, language),
    })),
    ...(error && { problem: toReport(error) }),
  };
}

function placeOf({ from }: CatalogueSource): string {
  switch (from.kind) {
    case 'gitlab':
      return `${from.project}: ${from.file}`;
    case 'url':
      return shownAddress(from.url);
    case 'file':
      return from.path;
  }
}

export function briefOf<Problem>(
  { source, status, roles, complaints, error }: CatalogueState,
  toReport: (error: AppError) => Problem,
): CatalogueBrief<Problem> {
  const { count, isMore } = leftOutRoles(complaints);
  return {
    ...{ id: source.id, status, roles },
    ...(count > 0 && { leftOut: count }),
    ...(count > 0 && isMore && { leftOutMore: true }),
    ...(error && { problem: toReport(error) }),
  };
}
