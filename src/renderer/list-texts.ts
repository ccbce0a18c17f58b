/** The words of the list of roles and of its rows. */
export interface ListTexts {
  readonly list: {
    readonly found: string;
    readonly pinned: string;
    readonly recent: string;
    /** Those that are neither pinned nor recent. */
    readonly others: string;
    /** The group of roles without a tag. */
    readonly untagged: string;
    readonly production: string;
    readonly readOnly: string;
    readonly pin: (role: string) => string;
    readonly unpin: (role: string) => string;
    /** What is said of credentials or profiles, and which access they have. */
    readonly withAccess: (words: string, access: 'full' | 'read-only') => string;
    /** How long credentials still hold, shortly before their end. */
    readonly minutesLeft: (minutes: number) => string;
  };
  /** What can be chosen in a role's menu. */
  readonly roleMenu: {
    readonly readOnly: string;
    /** A question follows. */
    readonly fullAccess: string;
    readonly service: string;
    readonly pin: string;
    readonly unpin: string;
  };
  /** The choice of a page of the console. */
  readonly services: {
    readonly title: string;
    readonly search: string;
    readonly recent: string;
    readonly all: string;
    readonly noMatch: (query: string) => string;
    /** How many are found. */
    readonly matches: (count: number) => string;
  };
  /** What the keys at the foot of the window do. */
  readonly keys: {
    readonly choose: string;
    readonly console: string;
    readonly readOnly: string;
    readonly copy: string;
  };
}
