/**
 * What the pages of advice draw: why a role was refused, the check-up, and the set-up. Plain data with ready words in the
 * app's language. Like all that crosses to the page, it holds no token and no key.
 */

/** What stands in the token that was shown to AWS; times in milliseconds since the epoch. */
export interface TokenFactsView {
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  readonly issuedAt?: number;
  readonly expiresAt: number;
  /** How far this computer's clock is ahead of the issuer's; absent where it is not known. */
  readonly skewSeconds?: number;
  /** Of the key that the token is signed with. */
  readonly keyId?: string;
}

/** Why a role was refused, or what it must trust. */
export interface ExplanationView {
  readonly roleId: string;
  readonly roleArn: string;
  readonly token: TokenFactsView;
  readonly needed: NeededView;
  /** What the roles after `roleArn` need, the first one first; absent where it is the last one. */
  readonly links?: readonly LinkNeedView[];
  /** Absent where no policy was given. */
  readonly verdict?: VerdictView;
}

/** What the trust policy of a further role of a chain must allow. */
export interface LinkNeedView {
  readonly roleArn: string;
  /** The ARN of the role before it. */
  readonly from: string;
  readonly actions: readonly ('sts:AssumeRole' | 'sts:SetSourceIdentity')[];
  /** The configuration names an external id, which goes along. */
  readonly externalId: boolean;
}

/** What the role must trust for this token. */
export interface NeededView {
  /** The IAM identity provider that must be in the role's account. */
  readonly providerArn: string;
  /** A trust policy that lets this token in; absent where none can be written. */
  readonly policy?: string;
  /** Why none can be written. */
  readonly obstacles: readonly string[];
}

/** What AWS would say to a token under a trust policy. */
export type VerdictView =
  | {
      readonly answer: 'allowed' | 'refused' | 'unknown';
      readonly title: string;
      /** What each statement says to the token, and which of its conditions fail. */
      readonly reasons: readonly ReasonView[];
      /** Whom else the policy lets in, and what in it never matches. */
      readonly dangers: readonly DangerView[];
      /** The same policy with its mistakes mended; absent where there is none to mend, or nobody can. */
      readonly corrected?: CorrectedView;
      /** Why it cannot be mended. */
      readonly obstacles: readonly string[];
    }
  | { readonly answer: 'unreadable'; readonly faults: readonly string[] };

export interface CorrectedView {
  readonly policy: string;
  /** How it differs from what was pasted. */
  readonly changes: readonly string[];
}

export interface ReasonView {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface DangerView {
  readonly level: 'danger' | 'warning' | 'note';
  readonly text: string;
}

/** A remark: what is so, and what to do. */
export interface AdviceView {
  readonly title: string;
  readonly hint?: string;
}

/** What of an explanation can be copied. */
export type ExplanationText =
  'required' | 'corrected' | 'roleArn' | 'issuer' | 'audience' | 'subject' | 'keyId';

/** `skipped`: it could not be looked at; another finding tells why. */
export type LevelView = 'ok' | 'warn' | 'fail' | 'skipped';

/** What a button beside a finding does. */
export type FindingActionView =
  | { readonly kind: 'sign-in'; readonly identityId: string }
  | { readonly kind: 'explain'; readonly roleId: string }
  | { readonly kind: 'open-config' };

/** What one check found. */
export interface FindingView {
  readonly level: LevelView;
  /** Which of several it is about, such as a role's name; absent where the words say it. */
  readonly about?: string;
  readonly title: string;
  /** What to do next; absent where all is well. */
  readonly advice?: string;
  readonly action?: FindingActionView;
}

/** What a check-up looks at, in the order in which people read of it. */
export type FindingGroupId = 'program' | 'files' | 'computer' | 'network' | 'session' | 'roles';

export interface FindingGroupView {
  readonly id: FindingGroupId;
  readonly title: string;
  readonly findings: readonly FindingView[];
}

/** A check-up, as far as it has come. */
export interface DoctorView {
  readonly status: 'running' | 'done';
  readonly groups: readonly FindingGroupView[];
  /** When it began, milliseconds since the epoch. */
  readonly at: number;
  readonly hindrance?: HindranceView;
}

/** What is no fault, and still keeps roles from being used: `identities` are named as the window names them. */
export type HindranceView =
  | { readonly kind: 'not-set-up' }
  | { readonly kind: 'not-signed-in'; readonly identities: readonly string[] };

/** What the set-up asks for: as typed, right or wrong. */
export interface SetupAnswersView {
  readonly issuer: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly partition: SetupPartition;
  readonly roleName: string;
  /** Numeric GitLab user ids. */
  readonly users: readonly string[];
  /** Names or ARNs of managed policies; empty for the default. */
  readonly permissions: string;
  /** The longest session, 1 to 12 hours, as durations are written: `8h`. */
  readonly maxSession: string;
}

/** Parts of AWS that share neither accounts nor addresses; ARNs begin with them. */
export type SetupPartition = 'aws' | 'aws-cn' | 'aws-us-gov' | 'aws-eusc';

export type SetupField = keyof SetupAnswersView;

/** A GitLab of the configuration, to begin with. */
export interface SetupCandidateView {
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Whoever is signed in there; absent where nobody is. */
  readonly user?: { readonly id: string; readonly name: string };
}

/** A remark about an answer, or about all of them. An error keeps the files back. */
export interface SetupProblemView {
  readonly field?: SetupField;
  readonly level: 'warn' | 'fail';
  readonly title: string;
  readonly hint?: string;
}

/** The forms in which the same set-up is written. `config` is for the configuration file of whoever signs in. */
export type SetupOutputId = 'aws-cli' | 'terraform' | 'cloudformation' | 'policy' | 'config';

export interface SetupOutputView {
  readonly id: SetupOutputId;
  /** What it is called where it is saved. */
  readonly fileName: string;
  readonly text: string;
}

/** A setting of the GitLab application. */
export interface SetupSettingView {
  readonly name: string;
  readonly value: string;
}

export interface SetupPlanView {
  readonly problems: readonly SetupProblemView[];
  readonly settings: readonly SetupSettingView[];
  /** None where an answer is missing or wrong. */
  readonly outputs: readonly SetupOutputView[];
  /** What to know about the files. */
  readonly notes: readonly AdviceView[];
}
