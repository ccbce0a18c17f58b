import {
  lengthOf,
  policyText,
  trustPolicyLimit,
  type TrustDocument,
  type TrustStatement,
} from './policy-document.ts';
import { withoutSlashes } from '../safe-url.ts';
import { providerOf, type ProviderPlace, type TrustProvider } from './provider.ts';
import { hasWildcard, reachOf, type TrustedSubject } from './subject.ts';

/** Who is to be let in. */
export interface TrustGrant extends ProviderPlace {
  /** The issuer's address. A slash at its end is left out, unless the tokens' `iss` is known to have it. */
  readonly issuer: string;
  readonly issuerEndsWithSlash?: boolean;
  readonly audience: string;
  /** People by their numeric id, CI jobs by their subject or by a pattern. */
  readonly subjects: readonly TrustedSubject[];
  /** Characters; 2,048 unless AWS has raised it for the account. */
  readonly limit?: number;
}

/** Why no policy is written. */
export type GrantFault =
  /** Whoever can get a token for this audience would be let in: any CI job can. */
  | { readonly code: 'no-subject' }
  /** The pattern lets in people or projects that it does not name. */
  | { readonly code: 'pattern-too-wide'; readonly subject: string }
  /** `*` and `?` in an exact subject would be compared as they stand, and match nothing. */
  | { readonly code: 'wildcard-in-exact'; readonly subject: string }
  /** Empty, with white space at its ends, with `${`, or with letters that IAM does not take. */
  | { readonly code: 'unwritable'; readonly field: 'subject' | 'audience'; readonly value: string }
  /** A single one of these does not fit into a policy. */
  | { readonly code: 'too-long'; readonly subject: string }
  | { readonly code: 'bad-issuer'; readonly issuer: string }
  | { readonly code: 'bad-account'; readonly accountId: string };

export type WrittenTrust =
  | {
      readonly kind: 'written';
      readonly provider: TrustProvider;
      /** One per role: more than one only where all subjects do not fit into one policy. */
      readonly policies: readonly WrittenPolicy[];
      readonly split: 'none' | 'statements' | 'roles';
    }
  | { readonly kind: 'refused'; readonly faults: readonly GrantFault[] };

export interface WrittenPolicy {
  readonly document: TrustDocument;
  /** JSON for people, without white space where it would not fit otherwise. */
  readonly text: string;
  /** Characters, without white space. */
  readonly length: number;
  readonly subjects: readonly TrustedSubject[];
}

/**
 * The one place where trust policies are made. Each tests the audience and the subject: a policy without a subject
 * cannot be had here, as any CI job may ask for a token with any audience.
 */
export function trustPolicyFor(grant: TrustGrant): WrittenTrust {
  const subjects = distinct(grant.subjects);
  const faults = faultsOf(grant, subjects);
  if (faults.length > 0) return { kind: 'refused', faults };
  const issuer = grant.issuerEndsWithSlash === true ? grant.issuer : withoutSlashes(grant.issuer);
  const provider = providerOf(issuer, grant);
  const limit = grant.limit ?? trustPolicyLimit;
  const write = (some: readonly TrustedSubject[]) => writeDocument(provider, grant.audience, some);

  const tooLong = subjects.find((subject) => lengthOf(write([subject])) > limit);
  if (tooLong !== undefined)
    return { kind: 'refused', faults: [{ code: 'too-long', subject: tooLong.value }] };
  const policies = fill(subjects, (some) => lengthOf(write(some)) <= limit).map((some) => {
    const document = write(some);
    return { document, text: policyText(document, limit), length: lengthOf(document), subjects: some };
  });
  const inStatements = policies.some(({ document }) => document.Statement.length > 1);
  return {
    kind: 'written',
    provider,
    policies,
    split: policies.length > 1 ? 'roles' : inStatements ? 'statements' : 'none',
  };
}

/** As many subjects into each as fit, in their order. */
function fill(
  subjects: readonly TrustedSubject[],
  fits: (some: readonly TrustedSubject[]) => boolean,
): readonly (readonly TrustedSubject[])[] {
  const full: TrustedSubject[][] = [];
  for (const subject of subjects) {
    const last = full.at(-1);
    if (last !== undefined && fits([...last, subject])) last.push(subject);
    else full.push([subject]);
  }
  return full;
}

/** Conditions of one statement must all hold: exact subjects and patterns therefore stand in statements of their own. */
function writeDocument(
  { name, arn }: TrustProvider,
  audience: string,
  subjects: readonly TrustedSubject[],
): TrustDocument {
  const valuesOf = (kind: TrustedSubject['kind']) =>
    single(subjects.filter((one) => one.kind === kind).map(({ value }) => value));
  const statement = (sid: string | undefined, Condition: TrustStatement['Condition']): TrustStatement => ({
    ...(sid !== undefined && { Sid: sid }),
    Effect: 'Allow',
    Principal: { Federated: arn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition,
  });
  const exact = valuesOf('exact');
  const like = valuesOf('like');
  const both = exact.length > 0 && like.length > 0;
  const statements = [
    ...(exact.length === 0
      ? []
      : [
          statement(both ? 'ExactSubjects' : undefined, {
            StringEquals: { [`${name}:aud`]: audience, [`${name}:sub`]: exact },
          }),
        ]),
    ...(like.length === 0
      ? []
      : [
          statement(both ? 'SubjectPatterns' : undefined, {
            StringEquals: { [`${name}:aud`]: audience },
            StringLike: { [`${name}:sub`]: like },
          }),
        ]),
  ];
  return { Version: '2012-10-17', Statement: statements };
}

function faultsOf(grant: TrustGrant, subjects: readonly TrustedSubject[]): readonly GrantFault[] {
  const faults: GrantFault[] = [];
  if (!URL.canParse(grant.issuer) || !/^https?:\/\/[^\s?#*]+$/.test(grant.issuer)) {
    faults.push({ code: 'bad-issuer', issuer: grant.issuer });
  }
  if (!/^\d{12}$/.test(grant.accountId)) faults.push({ code: 'bad-account', accountId: grant.accountId });
  // IAM's limit for a client id is 255 characters.
  if (!isWritable(grant.audience) || grant.audience.length > 255) {
    faults.push({ code: 'unwritable', field: 'audience', value: grant.audience });
  }
  if (subjects.length === 0) faults.push({ code: 'no-subject' });
  for (const { kind, value } of subjects) {
    if (!isWritable(value)) faults.push({ code: 'unwritable', field: 'subject', value });
    else if (kind === 'exact' && hasWildcard(value))
      faults.push({ code: 'wildcard-in-exact', subject: value });
    else if (kind === 'like' && isTooWide(value)) faults.push({ code: 'pattern-too-wide', subject: value });
  }
  return faults;
}

function isTooWide(pattern: string): boolean {
  const reach = reachOf(pattern);
  return reach === 'everyone' || reach === 'users' || reach === 'any-project';
}

/** What IAM takes as it stands: `${` begins a variable, and letters beyond U+00FF are refused. */
function isWritable(text: string): boolean {
  return /^[\u0020-\u00ff]+$/.test(text) && text.trim() === text && !text.includes('${');
}

/** A pattern without wildcards is an exact subject. */
function distinct(subjects: readonly TrustedSubject[]): readonly TrustedSubject[] {
  const seen = new Map<string, TrustedSubject>();
  for (const { kind, value } of subjects) {
    const one = { kind: kind === 'like' && !hasWildcard(value) ? 'exact' : kind, value } as const;
    seen.set(`${one.kind} ${value}`, one);
  }
  return [...seen.values()];
}

function single(values: readonly string[]): string | readonly string[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
