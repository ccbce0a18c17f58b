import type { GrantFault } from '../trust/policy-writer.ts';
import type { IssuerFinding } from './issuer-finding.ts';

/** Why nothing is planned, by what is to be answered differently. Plain data, nothing secret. */
export interface SetupProblemDetails {
  'issuer-unfit': { readonly finding: IssuerFinding };
  'partition-unknown': { readonly partition: string; readonly known: readonly string[] };
  'account-unreadable': { readonly accountId: string };
  'role-name-unfit': { readonly roleName: string };
  /** AWS takes `longest` characters, the number of a further role included. */
  'role-name-too-long': { readonly roleName: string; readonly longest: number };
  'permission-unreadable': { readonly permission: string };
  /** The ARN is of another partition than the role. */
  'permission-elsewhere': { readonly permission: string; readonly partition: string };
  'session-length': { readonly seconds: number };
  'application-missing': Nothing;
  /** Its secret was given, not its id. The value itself stays out of here. */
  'application-secret': Nothing;
  /** Nobody was named: a policy for the audience alone would let in every CI job of the issuer. */
  'users-missing': { readonly issuer: string };
  'user-not-a-number': { readonly user: string; readonly looksLike: 'email' | 'everybody' | 'name' };
  /** Jobs must not share the audience of people. */
  'audience-is-application': Nothing;
  /** `instead` would do. */
  'audience-unreadable': { readonly audience: string; readonly instead: string };
  /** No job was named: the same hole as without users. */
  'project-missing': { readonly issuer: string };
  'project-unreadable': { readonly project: string };
  /** Any of the options would do. `environment` is there where that alone was named, which GitLab's subjects never do. */
  'ref-missing': { readonly options: readonly string[]; readonly environment?: string };
  'ref-unreadable': { readonly ref: string };
  /** A protected environment is asked for, and nothing says which. */
  'environment-missing': Nothing;
  'environment-unreadable': { readonly environment: string };
  /** The subject is for jobs of another environment. */
  'environment-differs': { readonly environment: string; readonly subject: string };
  /** Whole subjects say themselves what these options would say of a project. */
  'answers-beside-subject': { readonly options: readonly string[] };
  /** Of GitHub: a name, or a name with both numbers. */
  'repository-unreadable': { readonly repository: string };
  /** GitHub names the one or the other in a token. */
  'environment-or-ref': Nothing;
  /** Whoever can read a repository can fetch what its workflows keep. */
  'console-in-artifacts': Nothing;
  /** One policy does not hold them all, and a workflow is for one role. */
  'too-many-refs': { readonly roles: number };
  /** `provider` knows no such options. */
  'answers-of-other-provider': { readonly options: readonly string[]; readonly provider: CiProvider };
  /** A bare number is a user. */
  'subject-is-person': { readonly subject: string };
  /** It names neither a project nor a group: strangers' jobs could have it, too. */
  'subject-without-project': { readonly subject: string };
  /** Nobody has said that a whole group is meant. */
  'subject-whole-group': GroupDetails;
  'tier-unknown': { readonly tier: string; readonly known: readonly string[] };
  /** Found by the writer of trust policies. */
  'grant-refused': { readonly fault: GrantFault };
}

/** What is good to know about a plan. */
export interface SetupNoteDetails {
  /** AWS can never come to it, so that nothing of the plan can work there. */
  'issuer-unreachable': { readonly host: string };
  'issuer-corrected': { readonly issuer: string; readonly instead: string };
  'issuer-doubtful': { readonly finding: IssuerFinding };
  /** Nobody said what the role may do. */
  'read-only': { readonly permission: string };
  /** Not all subjects fit into one policy. */
  'several-roles': { readonly roles: readonly { readonly name: string; readonly subjects: number }[] };
  /** Whoever moves into a path that has become free gets its roles. */
  'path-can-change-hands': { readonly project: string };
  'every-branch': { readonly ref: string };
  /** Whoever can push to it gets the role. */
  'protect-refs': { readonly refs: readonly string[] };
  /** The same at GitHub, which has names of its own for things. */
  'protect-repository-refs': { readonly refs: readonly string[] };
  'protect-environment': { readonly environment: string };
  /** Repositories with numbers in their tokens are refused, and whoever gets the name gets the role. */
  'repository-by-name': { readonly repository: string };
  /** Repositories without numbers in their tokens are refused. */
  'repository-by-number': { readonly repository: string };
  /** Their tokens name no branch. */
  'pull-requests-stay-out': Nothing;
  /** Such jobs name the fork's project. */
  'forks-stay-out': Nothing;
  /** GitLab makes such subjects only where the project is set so. */
  'subject-components': { readonly project: string; readonly components: readonly string[] };
  /** GitLab is not known to take `components` for a project's subjects; `known` are those that it takes. */
  'components-unknown': {
    readonly subject: string;
    readonly components: readonly string[];
    readonly known: readonly string[];
  };
  /** At GitLab it is the job's alone: no subject says it. */
  'environment-open': { readonly environment: string };
  /** It looks like the id of an application that people sign in with. */
  'audience-like-application': { readonly audience: string };
  /** Projects that are yet to be made included. */
  'whole-group': GroupDetails;
  /** It names where a job runs: merge requests from forks run there, too. */
  'forks-come-in': { readonly subject: string };
  /** GitLab makes no such subject. */
  'subject-not-project-first': { readonly subject: string };
  /** Whoever writes the pipeline chooses the tier. */
  'tier-by-author': { readonly tier: string };
}

export type CiProvider = 'gitlab' | 'github';

interface GroupDetails {
  readonly subject: string;
  readonly group: string;
}

type Nothing = Readonly<Record<string, never>>;

export type SetupProblemCode = keyof SetupProblemDetails;
export type SetupNoteCode = keyof SetupNoteDetails;

export type SetupProblem = {
  readonly [Code in SetupProblemCode]: { readonly code: Code; readonly details: SetupProblemDetails[Code] };
}[SetupProblemCode];

export type SetupNote = {
  readonly [Code in SetupNoteCode]: { readonly code: Code; readonly details: SetupNoteDetails[Code] };
}[SetupNoteCode];
