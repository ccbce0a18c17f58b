/** Ids of the document's elements: encoded, because a list of ids is split at spaces. */
const idFor =
  (kind: string) =>
  (id: string): string =>
    `${kind}-${encodeURIComponent(id)}`;

export const gridId = idFor('roles');
export const rowId = idFor('role');
export const detailsId = idFor('details');
export const refusalId = idFor('refusal');
export const headingId = idFor('identity');
export const metaId = idFor('meta');
