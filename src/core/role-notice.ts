/**
 * What is not as the user wrote it, and no failure. `seconds` is the duration that AWS refused to give: to the role's
 * keys, or to its console, which then lasts as long as they do.
 */
export interface RoleNotice {
  readonly kind: 'duration-shortened' | 'console-shortened';
  readonly seconds: number;
}

/** How long a role's sessions are where AWS does not make them longer. */
export interface LongestDuration {
  /** What they last instead. */
  readonly seconds: number;
  /** What AWS refused. */
  readonly refused: number;
}
