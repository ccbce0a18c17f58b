import type { AppError } from './errors.ts';
import type { Role, RoleId } from './model.ts';
import type { RoleWish } from './role-wish.ts';
import type { RoleActivity, RolePiece, RoleState, StateStore } from './state.ts';

/**
 * What a role shows while several things are done with it at once. Each piece of work shows its own steps and its own
 * failure, and takes away nobody else's; the user's goes before what programs ask for.
 */

type Kind = Pick<RolePiece, 'by' | 'of'>;
/** Work that goes on, whether or not there is a step of it to see. */
export type Running = Kind & Pick<RolePiece, 'own'>;
type Shown = RolePiece['activity'];

/** What a piece of work is for. @param wish absent for credentials that a program wants */
export function pieceOf(by: RolePiece['by'], { readOnly }: Role, wish?: RoleWish): Kind {
  return { by, of: JSON.stringify([wish, readOnly]) };
}

/** The user begins anew: what has failed so far has been seen. What programs begin leaves all that as it is. */
export function beginPiece(state: StateStore, role: RoleId, { by }: Kind): void {
  if (by === 'app') change(state, role, (pieces) => pieces.filter(isBusy));
}

/** @param own stands for the piece of work: always the same object */
export function showPiece(state: StateStore, role: RoleId, own: object, kind: Kind, activity: Shown): void {
  change(state, role, (pieces) => {
    const at = pieces.findIndex((piece) => piece.own === own);
    const piece: RolePiece = { own, ...kind, activity };
    return at === -1 ? [...pieces, piece] : pieces.with(at, piece);
  });
}

/** It has come to its end: what failed when the same was tried before is over. */
export function endPiece(state: StateStore, role: RoleId, own: object, { by, of }: Kind): void {
  change(state, role, (pieces) =>
    pieces.filter((piece) => piece.own !== own && (isBusy(piece) || piece.by !== by || piece.of !== of)),
  );
}

/** The last failure of each kind of asker is kept: one that tries on fills no memory. */
export function failPiece(
  state: StateStore,
  role: RoleId,
  own: object,
  kind: Kind,
  activity: Extract<Shown, { status: 'failed' }>,
): void {
  change(state, role, (pieces) => [
    ...pieces.filter((piece) => piece.own !== own && (isBusy(piece) || piece.by !== kind.by)),
    { own, ...kind, activity },
  ]);
}

/**
 * Nothing more is to be seen of it.
 * @param others what goes on with the role: one of them may wait for the very step that was seen here, and shows it then
 */
export function withdrawPiece(
  state: StateStore,
  role: RoleId,
  own: object,
  others: readonly Running[] = [],
): void {
  change(state, role, (pieces) => {
    const gone = pieces.find((piece) => piece.own === own);
    const rest = pieces.filter((piece) => piece !== gone);
    const heir = others.find((one) => !rest.some((piece) => piece.own === one.own));
    if (gone?.activity.status !== 'busy' || heir === undefined) return rest;
    return [...rest, { ...heir, activity: { status: 'busy', step: gone.activity.step } }];
  });
}

/** What keeps credentials fresh has failed: nobody has asked for it just now. The error stands for it. */
export function showUpkeep(
  state: StateStore,
  role: RoleId,
  activity: Extract<Shown, { status: 'failed' }>,
): void {
  failPiece(state, role, activity.error, { by: 'upkeep', of: '' }, activity);
}

export function clearUpkeep(state: StateStore, role: RoleId, shown: AppError | undefined): void {
  if (shown !== undefined) withdrawPiece(state, role, shown);
}

function isBusy({ activity }: RolePiece): boolean {
  return activity.status === 'busy';
}

function change(
  state: StateStore,
  id: RoleId,
  how: (pieces: readonly RolePiece[]) => readonly RolePiece[],
): void {
  state.update((current) => {
    const before: RoleState = current.roles.get(id) ?? { activity: { status: 'idle' } };
    const old = before.pieces ?? [];
    const pieces = how(old);
    const isSame = pieces.length === old.length && pieces.every((piece, at) => piece === old[at]);
    if (isSame && current.roles.has(id)) return current;
    const { pieces: _old, ...rest } = before;
    const role = { ...rest, activity: shownOf(pieces), ...(pieces.length > 0 && { pieces }) };
    return { ...current, roles: new Map(current.roles).set(id, role) };
  });
}

/** The newest of those that matter most. */
function shownOf(pieces: readonly RolePiece[]): RoleActivity {
  const rank = (piece: RolePiece): number => (piece.by === 'app' ? 2 : 0) + (isBusy(piece) ? 1 : 0);
  let first: RolePiece | undefined;
  for (const piece of pieces) if (first === undefined || rank(piece) >= rank(first)) first = piece;
  return first?.activity ?? { status: 'idle' };
}
