import type { ChainStepView } from '../shared/catalogue-view.ts';

/** How many of each a new version has brought. */
export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** A mistake in the catalogue keeps roles out: some of those removed may be among them. */
  readonly orLeftOut?: true;
}

/** The words around lists of roles that others keep, and around what a role's row has no room for. */
export interface CatalogueTexts {
  readonly title: string;
  /** What they are for, where there is none. */
  readonly lead: string;
  readonly add: string;
  readonly roles: (count: number) => string;
  /** @param when such as "today, 14:52" */
  readonly readAt: (when: string) => string;
  readonly never: string;
  readonly reading: string;
  readonly today: (time: string) => string;
  /** @param day such as "March 2" */
  readonly onDay: (day: string, time: string) => string;
  /** What a failed look means. @param when the version in use was read */
  readonly inUse: (when: string) => string;
  readonly nothingYet: string;
  readonly readAgain: string;
  /** At its own application: the identity stays as it is. */
  readonly signIn: string;
  readonly cancelSignIn: string;
  readonly signOut: string;
  readonly signInNeeded: (name: string) => string;
  readonly signInHint: string;
  readonly otherUser: (name: string) => string;
  readonly otherUserHint: string;
  /** At least one of the counts is not 0. */
  readonly change: (name: string, counts: ChangeCounts) => string;
  readonly show: string;
  readonly showAll: string;
  readonly gotIt: string;
  /** @param names of roles that a new version no longer has */
  /** @param from the ARN that the role of this id led to, `to` the one that it leads to now */
  readonly moved: (role: { readonly id: string; readonly from: string; readonly to: string }) => string;
  readonly gone: (names: readonly string[]) => string;
  /** So, where some of them may be there, with a mistake. */
  readonly goneOrLeftOut: (names: readonly string[]) => string;
  /** @param count of roles that a mistake of the catalogue's keeps out */
  readonly leftOut: (count: number) => string;
  readonly hidden: (count: number) => string;
  readonly foreign: (name: string, issuer: string) => string;
  readonly foreignHint: (roles: number) => string;
  readonly foreignWarning: string;
  /** The application that it names there. */
  readonly foreignClient: (clientId: string) => string;
  readonly trust: string;
  readonly notNow: string;
  /** Of entries that are not usable. */
  readonly problems: (count: number) => string;
  readonly remove: string;
  readonly removeTitle: (name: string) => string;
  readonly removeGoes: (roles: number) => string;

  /** The page that adds one. */
  readonly form: {
    readonly title: string;
    readonly kind: string;
    readonly kinds: Readonly<Record<'gitlab' | 'url' | 'file', string>>;
    readonly lead: Readonly<Record<'gitlab' | 'url' | 'file', string>>;
    readonly fileInProject: string;
    readonly clientIdHint: string;
    readonly add: string;
  };

  /** A role's details, and copies of roles. */
  readonly role: {
    readonly menu: string;
    readonly title: string;
    readonly close: string;
    readonly copy: string;
    readonly copyTitle: string;
    /** @param catalogue the name of it */
    readonly copyLead: (catalogue: string) => string;
    /** @param steps the roles that lead to this one, the first one first */
    readonly through: (steps: readonly ChainStepView[]) => string;
    readonly limited: string;
    /** @param longest what AWS gives  @param refused what it does not; both in seconds */
    readonly longest: (longest: number, refused: number) => string;
    readonly fact: Readonly<
      Record<
        | 'arn'
        | 'catalogue'
        | 'groups'
        | 'chain'
        | 'policy'
        | 'access'
        | 'duration'
        | 'externalId'
        | 'sourceIdentity'
        | 'id',
        string
      >
    >;
    readonly readOnly: string;
    readonly ownFile: string;
  };

  /** The fields of the role editor that few roles need. */
  readonly editor: {
    readonly chainHint: string;
    readonly step: (place: number) => string;
    readonly addStep: string;
    readonly removeStep: (place: number) => string;
    readonly policyHint: string;
    readonly policyLength: (count: number, most: number) => string;
    readonly policyNoJson: string;
    readonly policyTooLong: string;
  };
}
