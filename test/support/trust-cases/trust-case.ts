/**
 * One policy, one token, and what IAM documents about the two. Both the evaluator behind `explain` and the stand-in for
 * AWS answer these cases, and share no code for it. `ISSUER` stands for the issuer without its scheme.
 */
export interface TrustCase {
  readonly name: string;
  /** Where IAM documents it. */
  readonly rule: Rule;
  readonly document: unknown;
  /** The token's claims beside those of user 42 with the audience `app`. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly answer: TrustAnswer;
  /** What only AWS knows here, such as the address a request comes from: what Tobira must not pretend to know. */
  readonly hidden?: true;
}

/** `not-saved`: IAM refuses the policy when a role is made. */
export type TrustAnswer = 'allowed' | 'refused' | 'not-saved';

export type Rule = keyof typeof rules;

/** What the IAM user guide says, in our own words, and on which of its pages. */
export const rules = {
  strings:
    'Condition operators, strings: StringEquals compares exactly and minds case; the IgnoreCase forms do not.',
  wildcards: 'Condition operators, strings: * and ? are wildcards under StringLike and StringNotLike alone.',
  negated: 'Several keys or values: under a negated operator none of the listed values may match.',
  or: 'Several keys or values: the values of one key are alternatives.',
  and: 'Several keys or values: all operators and all keys must hold.',
  keys: 'Condition element: names of keys ignore letter case, values do not unless the operator says so.',
  missing: 'Condition operators: a key that the request lacks fails a comparison and passes a negated one.',
  ifExists: 'Condition operators, IfExists: a missing key passes, a present one is compared.',
  null: 'Condition operators, Null: true asks for the key to be missing, false for it to be there.',
  anyValue:
    'Several keys or values: ForAnyValue holds where one value of the request matches; never without a value.',
  allValues:
    'Several keys or values: ForAllValues holds where each value of the request matches; also without one.',
  numbers: 'Condition operators, numbers: compared as integers or decimals.',
  dates: 'Condition operators, dates: one of the W3C forms of ISO 8601, or seconds since 1970.',
  bool: 'Condition operators, Boolean: true or false.',
  ip: 'Condition operators, IP addresses: CIDR ranges; a single address is /32.',
  arns: 'Condition operators, ARNs: each of the six parts is compared by itself; ArnEquals and ArnLike are alike.',
  variables:
    'Policy variables: ${key} stands for a value of the request in texts of policies of version 2012-10-17.',
  noValue: 'Policy variables with no value: nothing equals them; negated operators hold.',
  special: 'Policy variables, special characters: ${*}, ${?} and ${$} are those characters.',
  effect: 'Evaluation logic: one Allow is needed, and an explicit Deny overrides it.',
  principal:
    'Principal element: names providers, accounts or * for all; parts of a name cannot be wildcards.',
  action: 'Action element: names ignore letter case and may have wildcards; NotAction is all but those.',
  grammar: 'Grammar of the policy language.',
  notPrincipal: 'NotPrincipal element: cannot be used in the trust policy of a role.',
  shared:
    'Identity-provider controls for shared OIDC providers: gitlab.com:sub must be tested, and not for all.',
  claims: 'IAM and STS condition keys, web identity federation: aud, sub and amr.',
} as const;

export const provider = 'arn:aws:iam::111122223333:oidc-provider/ISSUER';
export const action = 'sts:AssumeRoleWithWebIdentity';

type Json = Readonly<Record<string, unknown>>;

/** A statement that lets in all tokens of the issuer, with fields replaced; undefined takes one out. */
export function statement(fields: Json = {}): Json {
  const all: Json = { Effect: 'Allow', Principal: { Federated: provider }, Action: action, ...fields };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

export function policy(...statements: readonly Json[]): Json {
  return { Version: '2012-10-17', Statement: statements };
}

/** A policy of one statement with these conditions. */
export function when(Condition: Json): Json {
  return policy(statement({ Condition }));
}
