/** Who came for the address of a console, as the operating system tells it. */
export type VisitorView =
  | { readonly kind: 'program'; readonly pid: number; readonly name: string }
  | { readonly kind: 'other-user'; readonly userId: number };

/** Somebody else came for the address that opens a role's console. */
export interface AlarmView {
  readonly id: string;
  readonly roleName: string;
  /** Whose session the console was opened with; absent where the configuration no longer names it. */
  readonly identity?: { readonly id: string; readonly label: string };
  /** Who was let in, and who was turned away; absent where nobody was, or it cannot be told. */
  readonly letIn?: VisitorView;
  readonly turnedAway?: VisitorView;
}
