/** What stands in the window: the list of roles, or a page of advice in its place. */
export type Place =
  | { readonly at: 'roles' }
  | { readonly at: 'explain'; readonly roleId: string }
  | { readonly at: 'doctor' }
  | { readonly at: 'setup' }
  | { readonly at: 'activity' };

export type Go = (place: Place) => void;
