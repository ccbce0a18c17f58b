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
    readonly region: string;
    /** What AWS calls its regions, by their ids. */
    readonly regionNames: Readonly<Record<string, string>>;
    /** @param name of a service @param partition such as `aws-cn` */
    readonly absent: (name: string, partition: string) => string;
  };
  /** An address of a console that was pasted into the search. */
  readonly pasted: {
    /** @param name of what is there; empty for the home page */
    readonly open: (name: string, region: string | undefined) => string;
    readonly noRole: (accountId: string | undefined, partition: string) => string;
    readonly noRoleHint: string;
    readonly notOpened: string;
  };
  /** What the keys at the foot of the window do. */
  readonly keys: {
    readonly choose: string;
    readonly console: string;
    readonly readOnly: string;
    readonly copy: string;
  };
}
