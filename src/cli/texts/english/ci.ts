import type { LogReaders } from '../../../core/ci-readers.ts';
import type { JobReach } from '../../../core/ci-trust.ts';
import type { TokenNotice } from '../../../core/ci-token.ts';

const whoever = 'Whoever opens the address within 15 minutes is signed in';

/** What is said beside a printed address, by who can read the log. */
const printed: Readonly<Record<LogReaders, string>> = {
  everybody: `Warning: this project is public, and so is this log. ${whoever}. Use --out FILE instead, or keep the output out of the log.`,
  users: `Warning: everybody who can sign in here can read this log. ${whoever}. Use --out FILE instead, or keep the output out of the log.`,
  project: `Anyone who can read this job log can use the address: keep the log private. ${whoever}.`,
  unknown: `Anyone who can read this job log can use the address: keep the log private. ${whoever}.`,
};

/** `tobira ci` */
export const ci = {
  wrote: (path: string) => `Wrote the console address to ${path}. It is good for 15 minutes.`,
  printed,
  durationShortened: (asked: string) =>
    `AWS does not allow the role to last for ${asked}: it lasts for 1h. Choose a shorter \`--duration\`.`,
  /** What was asked for, such as 12h. */
  consoleShortened: (asked: string) =>
    `AWS does not open a console session of ${asked} here: it is shorter, and lasts as long as the role's keys, mostly 1h. Choose a shorter \`--duration\`, or leave it out.`,
  /** A statement follows. */
  addThis:
    'If this job should have the role, ADD this statement to the list "Statement" of the role\'s trust policy. Keep the statements that are there: they let others in.',
  letsIn: (reach: JobReach) => {
    switch (reach.kind) {
      case 'branch':
      case 'tag':
        return refWords(reach);
      case 'environment':
        return `It lets in all jobs of the environment "${reach.name}". Make sure that the environment is protected: whoever may deploy to it can use the role.`;
      case 'pull-requests':
        return 'Warning: it lets in the jobs of every pull request, whoever opened it. Let a job of a protected branch use the role instead.';
      case 'any-ref':
        return 'Warning: the sub of the token names no branch and no tag, so the statement lets in all jobs of the project: whoever may push anything to it can use the role.';
    }
  },
  trustsPerson:
    'The ID token is that of a person, not of a job: its sub is a number. Do not have the role trust it for a job. Give the job a token of its own with `id_tokens:`. For roles that people use, `tobira explain ROLE --trust-policy FILE` judges a policy on their own computer.',
  notice: (notice: TokenNotice) => {
    switch (notice.kind) {
      case 'clock-behind':
        return `The clock of this machine is ${span(notice.seconds)} behind that of ${notice.issuer}: it should be set.`;
      case 'several-audiences':
        return `The ID token is for several audiences (${notice.audiences.join(', ')}): AWS may refuse it. Give it one.`;
    }
  },
};

function refWords({ kind, name, isProtected }: Extract<JobReach, { kind: 'branch' | 'tag' }>): string {
  const ref = `the ${kind} "${name}"`;
  if (isProtected === undefined) {
    return `It lets in all jobs of ${ref}. Make sure that it is protected: whoever may push to it can use the role.`;
  }
  return isProtected
    ? `It lets in all jobs of ${ref}, which is protected.`
    : `Warning: it lets in all jobs of ${ref}, which is not protected: whoever may push to it can use the role. Protect it first, or let a job of a protected ${kind} use the role instead.`;
}

function span(seconds: number): string {
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
