import type { AppView, RoleView } from './view.ts';

/** All of the view but its roles. */
export type RestOfView = Omit<AppView, 'roles'>;

/** The view as it was at one moment. Each edition is larger than those before it. */
export interface WholeView {
  readonly kind: 'whole';
  readonly edition: number;
  readonly view: AppView;
}

/** What makes one edition of the view into a later one. With thousands of roles, hardly ever more than one has changed. */
export interface ViewPatch {
  readonly kind: 'patch';
  readonly edition: number;
  /** The edition that it is for: to another one it says nothing. */
  readonly after: number;
  readonly rest: RestOfView;
  /** The roles that are new or have changed. */
  readonly roles: readonly RoleView[];
  /** All roles by their ids; absent where the same ones stand in the same order. */
  readonly order?: readonly string[];
}

export type ViewPush = WholeView | ViewPatch;
