/** What the wizard asks. All as people type it: `planSetup` says what cannot be used. */
export type SetupAnswers = PeopleAnswers | JobAnswers | GitHubAnswers;

/** The role's side, whoever uses it. */
interface RoleAnswers {
  /** GitLab's address, as the tokens' `iss` has it. */
  readonly issuer: string;
  /** `aws` where left out. */
  readonly partition?: string;
  /** Twelve digits; the hyphens of the console may stand between them. */
  readonly accountId: string;
  /** The first role's, where more than one is needed. */
  readonly roleName: string;
  /** Names of AWS's managed policies, or ARNs; `ReadOnlyAccess` where left out. */
  readonly permissions?: readonly string[];
  /** 3600..43200; one hour, which is AWS's default, where left out. */
  readonly maxSessionSeconds?: number;
}

/** People who sign in with the application. */
export interface PeopleAnswers extends RoleAnswers {
  readonly for: 'people';
  /** The application's id at GitLab. */
  readonly applicationId: string;
  /** Their numeric ids. */
  readonly users: readonly string[];
}

/** Jobs of one project. */
export interface JobAnswers extends RoleAnswers {
  readonly for: 'jobs';
  /** What the tokens are for; GitLab's address where left out. */
  readonly audience?: string;
  /** Those of the applications that people sign in with, where they are known: the audience must be another. */
  readonly applicationIds?: readonly string[];
  /** Its path, `group/project`, or its numeric id. Not needed where `subjects` say it all. */
  readonly project?: string;
  /** Names, or patterns with `*`. */
  readonly branches?: readonly string[];
  readonly tags?: readonly string[];
  /** Every branch and every tag. */
  readonly anyRef?: boolean;
  /** What else the subject must say; GitLab puts it there only where the project is set so. */
  readonly protectedRef?: boolean;
  readonly protectedEnvironment?: boolean;
  readonly deploymentTier?: string;
  /** What the job's environment is called; as its tier is, where left out. */
  readonly environment?: string;
  /** Whole subjects, for projects whose subjects are made up in another way; patterns with `*` too. */
  readonly subjects?: readonly string[];
  /** Whole subjects may reach every project of a group. */
  readonly wholeGroup?: boolean;
  /** What the job does with the role. */
  readonly use?: JobUse;
}

/** Workflows of one repository at GitHub. */
export interface GitHubAnswers extends RoleAnswers {
  readonly for: 'github';
  /** What the tokens are for; what GitHub's own action for AWS asks for, where left out. */
  readonly audience?: string;
  /** `owner/name`, or with the numbers of both: `owner@1/name@2`. No patterns. */
  readonly repository: string;
  /** Names, or patterns with `*`. */
  readonly branches?: readonly string[];
  readonly tags?: readonly string[];
  /** Every branch and every tag. */
  readonly anyRef?: boolean;
  /** Instead of branches and tags: GitHub names one or the other. */
  readonly environment?: string;
  /** No `console`: there is no place for its address at GitHub. */
  readonly use?: JobUse;
}

export const jobUses = ['console', 'exec', 'credentials'] as const;
export type JobUse = (typeof jobUses)[number];

export const setupPartitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const;

/** What a role may do where nobody says. */
export const defaultPermission = 'ReadOnlyAccess';
