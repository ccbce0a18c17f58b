import type { ProblemVocabulary, SetupWords } from '../setup-words.ts';
import { wordsByCode } from '../trust-vocabulary.ts';
import { grantRefusals } from './grants.ts';
import { issuerFindingWords } from './setup-issuer.ts';
import type { IssuerFindingCode, IssuerFindingDetails } from '../../setup/issuer-finding.ts';

const looks = {
  email: 'That is an e-mail address. ',
  everybody: 'A role is for people who are named. ',
  name: '',
} as const;

const hole = (issuer: string) =>
  `A policy that tests the audience alone would let in every CI job at ${issuer}: whoever writes a pipeline there may ask for a token with any audience.`;

export const problemWords: ProblemVocabulary = {
  'issuer-unfit': ({ finding: { code, details } }) => wordsOf(code, details),
  'partition-unknown': ({ partition, known }) => ({
    title: `"${partition}" is no partition of AWS that Tobira knows.`,
    advice: `Choose from ${known.join(', ')}.`,
  }),
  'account-unreadable': ({ accountId }) => ({
    title: `"${accountId}" is no AWS account id.`,
    advice: 'It has twelve digits. The console shows it in the menu at the top right.',
  }),
  'role-name-unfit': ({ roleName }) => ({
    title: `"${roleName}" is no name for a role.`,
    advice: 'AWS takes letters, digits and any of "+=,.@_-".',
  }),
  'role-name-too-long': ({ roleName, longest }) => ({
    title: `The role's name, ${roleName}, has ${roleName.length} characters.`,
    advice: `AWS takes at most ${longest}. Where one role is not enough, the others get a number at the end.`,
  }),
  'permission-unreadable': ({ permission }) => ({
    title: `"${permission}" is no managed policy.`,
    advice: "Give the name of one of AWS's own, such as ReadOnlyAccess, or the ARN of one of yours.",
  }),
  'permission-elsewhere': ({ permission, partition }) => ({
    title: `${permission} is of another partition.`,
    advice: `The role is in ${partition}, and so must be what it may do.`,
  }),
  'session-length': ({ seconds }) => ({
    title: `A session cannot last ${seconds} seconds.`,
    advice: 'AWS takes from 1 to 12 hours for a role: 3600 to 43200 seconds.',
  }),
  'application-missing': () => ({
    title: "The application's id is missing.",
    advice: 'GitLab shows it as "Application ID" on the page of the application.',
  }),
  'application-secret': () => ({
    title: "That is the application's secret, not its id.",
    advice: 'Give the "Application ID". Tobira needs no secret: untick "Confidential" and forget it.',
  }),
  'users-missing': ({ issuer }) => ({
    title: 'Nobody is named, so there is no policy.',
    advice: `${hole(issuer)} Name the users by their numeric ids: Tobira shows yours, and so does \`tobira status --json\`.`,
  }),
  'user-not-a-number': ({ user, looksLike }) => ({
    title: `"${user}" is no user id.`,
    advice: `${looks[looksLike]}AWS sees the number alone, and names can change hands. Each user's Tobira shows theirs, \`tobira status --json\` too, and GitLab on the user's page ("User ID").`,
  }),
  'audience-is-application': () => ({
    title: 'Jobs need an audience of their own.',
    advice:
      "This is the id of the application that people sign in with. A token for it would fit roles for people, if one of those forgot to name them. GitLab's address will do.",
  }),
  'audience-unreadable': ({ audience, instead }) => ({
    title: `"${audience}" is no audience for jobs.`,
    advice: `It must not be empty, nor have spaces or "$" in it. ${instead} will do.`,
  }),
  'project-missing': ({ issuer }) => ({
    title: 'No project is named, so there is no policy.',
    advice: `${hole(issuer)} Name the project, by its path or better its number: \`--project 20\`.`,
  }),
  'project-unreadable': ({ project }) => ({
    title: `"${project}" is no project.`,
    advice:
      'Give its path, such as platform/deploy, or its number, which GitLab shows on its page ("Project ID").',
  }),
  'ref-missing': ({ options, environment }) => ({
    title: 'No branch and no tag is named.',
    advice: `${environment === undefined ? '' : `GitLab puts no environment's name into a subject: ${environment} alone keeps nobody out. `}Say whose jobs may use the role: ${options.map((option) => `\`${option}\``).join(', ')}.`,
  }),
  'ref-unreadable': ({ ref }) => ({
    title: `"${ref}" is no branch or tag that can be written here.`,
    advice:
      'Letters, digits and any of "._/@+#=,-" can, and "*" for any text. For others, give the whole subject.',
  }),
  'environment-missing': () => ({
    title: 'No environment is named.',
    advice:
      'GitLab says whether an environment is protected only of jobs that have one. Name it with `--environment`.',
  }),
  'environment-unreadable': ({ environment }) => ({
    title: `"${environment}" is no environment that can be written here.`,
    advice: 'Letters, digits, spaces and any of "._/-" can.',
  }),
  'environment-differs': ({ environment, subject }) => ({
    title: `The environment ${environment} is not the one of "${subject}".`,
    advice: 'The job would be refused. Leave out `--environment`, or give the subject of that environment.',
  }),
  'answers-beside-subject': ({ options }) => ({
    title: `${options.join(', ')} cannot stand beside \`--sub\` alone.`,
    advice:
      'A whole subject says itself which jobs it is for. Leave them out, or name the project they are for with `--project`.',
  }),
  'repository-unreadable': ({ repository }) => ({
    title: `"${repository}" is no repository.`,
    advice:
      'Give owner and name, such as octocat/hello, or both with their numbers: octocat@583231/hello@1296269. Patterns cannot stand there.',
  }),
  'environment-or-ref': () => ({
    title: 'An environment cannot stand beside branches or tags.',
    advice:
      "GitHub's tokens name the job's environment, and then no branch. Give the environment alone, and limit its branches in GitHub's settings for it.",
  }),
  'console-in-artifacts': () => ({
    title: 'There is no safe place for the address of a console at GitHub.',
    advice:
      'It signs in whoever has it, and whoever can read a repository can fetch what its workflows keep. Say `--use exec` or `--use credentials`.',
  }),
  'too-many-refs': ({ roles }) => ({
    title: `These branches and tags need ${roles} roles, and a workflow is for one.`,
    advice: 'AWS takes 2048 characters. Use patterns, such as release/*, or set up one role after the other.',
  }),
  'answers-of-other-provider': ({ options, provider }) => ({
    title: `${options.join(', ')}: not for ${provider === 'github' ? 'GitHub' : 'GitLab'}.`,
    advice:
      provider === 'github'
        ? 'With `--provider github`, say `--repository` and one of `--branch`, `--tag`, `--any-ref` and `--environment`.'
        : 'Say `--project` with a branch or tag, or `--provider github` if a workflow at GitHub is meant.',
  }),
  'subject-is-person': ({ subject }) => ({
    title: `"${subject}" is a user, not a job.`,
    advice: "The role would let in that person. Give a job's whole subject, or the project with `--project`.",
  }),
  'subject-without-project': ({ subject }) => ({
    title: `"${subject}" names no project.`,
    advice:
      "Jobs of other projects could say the same, strangers' included. Begin with the project, as project_id:20 or project_path:group/project.",
  }),
  'subject-whole-group': ({ subject, group }) => ({
    title: `"${subject}" lets in every project of the group ${group}.`,
    advice:
      'Whoever may make a project there could use the role. Name the whole project with a ":" behind it, or say `--whole-group` if all are meant.',
  }),
  'tier-unknown': ({ tier, known }) => ({
    title: `"${tier}" is no deployment tier of GitLab's.`,
    advice: `Choose from ${known.join(', ')}.`,
  }),
  'grant-refused': ({ fault }) => wordsByCode(grantRefusals, fault),
};

function wordsOf<Code extends IssuerFindingCode>(
  code: Code,
  details: IssuerFindingDetails[Code],
): SetupWords {
  return issuerFindingWords[code](details);
}
