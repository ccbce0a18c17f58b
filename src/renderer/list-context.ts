import { createContext, use } from 'react';
import type { CopyFormatView, DeliveryView, RoleView } from '../shared/view.ts';
import type { Intentions } from './intentions.ts';

/** What all rows of the list share. */
export interface ListContents {
  readonly query: string;
  /** The role that Enter opens. */
  readonly activeId: string | undefined;
  /** The ways to hand a role's credentials over now; none where nobody is signed in. */
  readonly deliveriesOf: (role: RoleView) => readonly DeliveryView[];
  /** The format that one click copies. */
  readonly format: CopyFormatView;
  /** Whose role it is, where that does not stand above it. */
  readonly ownerOf: (role: RoleView) => string | undefined;
  readonly onChoose: (roleId: string) => void;
  readonly onFold: (groupId: string) => void;
  /** Lets the user choose a page of the console. */
  readonly onServices: (role: RoleView) => void;
  /** Shows what a role's row has no room for. */
  readonly onDetails: (role: RoleView) => void;
  readonly intentions: Intentions;
}

export const ListContext = createContext<ListContents | undefined>(undefined);

export function useList(): ListContents {
  const contents = use(ListContext);
  if (contents === undefined) throw new Error('A row stands outside of the list.');
  return contents;
}
