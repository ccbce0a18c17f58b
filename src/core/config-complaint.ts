import type { Rule } from './config-rules.ts';

/** What is wrong with a configuration, as values. The guide has words for them, in every language. */

/** A complaint about one place of the configuration. */
export type Complaint = Fault & {
  /** Keys and list positions from the top. */
  readonly at: readonly (string | number)[];
};

export type Fault =
  | { readonly kind: 'unknown-key'; readonly key: string; readonly allowed: readonly string[] }
  /** An unknown key that was maybe meant for one that keeps the role from harm: `meant`. The role is left out. */
  | { readonly kind: 'doubtful-key'; readonly key: string; readonly meant: string }
  /** Something else stands where keys and values must. */
  | { readonly kind: 'no-mapping'; readonly found: Found }
  /** `key` is a number in a list. So below. */
  | { readonly kind: 'missing'; readonly key: string | number }
  | {
      readonly kind: 'wrong';
      readonly key: string | number;
      readonly found: Found;
      readonly demand: Demand;
    }
  | { readonly kind: 'taken'; readonly id: string }
  /** `more` counts those that are not among `known`. */
  | {
      readonly kind: 'unknown-identity';
      readonly id: string;
      readonly known: readonly string[];
      readonly more: number;
    }
  | { readonly kind: 'unsupported-partition'; readonly arn: string; readonly partition: string }
  | { readonly kind: 'ends-in-slash'; readonly found: string; readonly instead: string }
  /** `partition` is the one of the role that the chain begins with. */
  | { readonly kind: 'chain-partition'; readonly arn: string; readonly partition: string }
  /** Another one was set before it in the chain: `first`. */
  | { readonly kind: 'source-identity-changed'; readonly found: string; readonly first: string }
  /** An hour is used instead. */
  | { readonly kind: 'chain-duration'; readonly found: string }
  | { readonly kind: 'chain-console-duration' }
  | { readonly kind: 'read-only-policy' }
  /** The application of the login must not be able to read repositories, nor the other one to sign in to AWS. */
  | { readonly kind: 'login-application'; readonly clientId: string }
  /** A destination that is no page of the console of the role's partition. */
  | { readonly kind: 'no-console'; readonly partition: string }
  /** An identity of this name signs in somewhere else: `issuer`. */
  | { readonly kind: 'identity-elsewhere'; readonly id: string; readonly issuer: string }
  /** Another catalogue that stands above has it. */
  | { readonly kind: 'role-of-other'; readonly id: string; readonly catalogue: string }
  /** The profile is the one of another role: `role`. It goes by the name `instead`. */
  | {
      readonly kind: 'profile-of-other';
      readonly id: string;
      readonly profile: string;
      readonly role: string;
      readonly instead: string;
    }
  /** It names no identity, and there is none that is the usual one. */
  | { readonly kind: 'no-usual-identity' }
  /** It is no YAML. `said` are the parser's own words, which are English. */
  | { readonly kind: 'syntax'; readonly code: SyntaxCode; readonly said: string }
  | { readonly kind: 'second-document' }
  | { readonly kind: 'alias' }
  /** Lists and mappings within each other, more than anybody writes. */
  | { readonly kind: 'too-deep' };

/** What stands there; texts are cut short and hold no control characters. */
export type Found =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'list' }
  | { readonly is: 'mapping' }
  /** A number, true, false or null. */
  | { readonly is: 'other'; readonly text: string };

/** What may stand there. */
export type Demand =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  /** `received` is the type of what stands there, as the schemas call it. */
  | { readonly kind: 'type'; readonly expected: ExpectedType; readonly received: string }
  | { readonly kind: 'at-least'; readonly count: number; readonly of: Countable }
  | { readonly kind: 'at-most'; readonly count: number; readonly of: Countable }
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** `length` is what it has, both in characters as it would be sent. */
  | { readonly kind: 'policy-length'; readonly length: number; readonly most: number }
  /** No schema demands anything else now. `said` is English. */
  | { readonly kind: 'other'; readonly said: string };

/** Of texts and of lists. */
export type Countable = 'characters' | 'items';

export const expectedTypes = ['string', 'boolean', 'array', 'object'] as const;

export type ExpectedType = (typeof expectedTypes)[number];

/** The codes of the YAML parser's errors; a second document has a complaint of its own. */
export type SyntaxCode =
  | 'ALIAS_PROPS'
  | 'BAD_ALIAS'
  | 'BAD_COLLECTION_TYPE'
  | 'BAD_DIRECTIVE'
  | 'BAD_DQ_ESCAPE'
  | 'BAD_INDENT'
  | 'BAD_PROP_ORDER'
  | 'BAD_SCALAR_START'
  | 'BLOCK_AS_IMPLICIT_KEY'
  | 'BLOCK_IN_FLOW'
  | 'DUPLICATE_KEY'
  | 'IMPOSSIBLE'
  | 'KEY_OVER_1024_CHARS'
  | 'MISSING_CHAR'
  | 'MULTILINE_IMPLICIT_KEY'
  | 'MULTIPLE_ANCHORS'
  | 'MULTIPLE_TAGS'
  | 'NON_STRING_KEY'
  | 'RESOURCE_EXHAUSTION'
  | 'TAB_AS_INDENT'
  | 'TAG_RESOLVE_FAILED'
  | 'UNEXPECTED_TOKEN';

/** A complaint and the place it is about, counted from 1; absent where no place says anything of it. */
export interface PlacedComplaint {
  readonly line?: number;
  /** In characters. */
  readonly column?: number;
  readonly complaint: Complaint;
}
