import type { IssuerFindingCode, IssuerFindingDetails } from '../../setup/issuer-finding.ts';
import type { NoteVocabulary, SetupWords } from '../setup-words.ts';
import { issuerFindingWords } from './setup-issuer.ts';

export const noteWords: NoteVocabulary = {
  'issuer-unreachable': ({ host }) => ({
    title: `AWS can never trust this GitLab: ${host} is a private address.`,
    advice:
      'AWS comes from the internet and cannot get there. Nothing of this works before GitLab has a public name.',
  }),
  'issuer-corrected': ({ issuer, instead }) => ({
    title: `${instead} is used instead of ${issuer}.`,
    advice: 'AWS compares it letter by letter with what the tokens say.',
  }),
  'issuer-doubtful': ({ finding: { code, details } }) => wordsOf(code, details),
  'read-only': ({ permission }) => ({
    title: 'The role may look at everything in the account, and change nothing.',
    advice: `Nobody said what it may do, so it gets ${permission}.`,
  }),
  'several-roles': ({ roles }) => ({
    title: `One trust policy is too short for all of them, so there are ${roles.length} roles.`,
    advice: `AWS takes 2048 characters. ${roles.map(({ name, subjects }) => `${name} is for ${subjects}`).join(', ')}. Each user, branch or tag goes to one of them.`,
  }),
  'path-can-change-hands': ({ project }) => ({
    title: `The role goes by the project's path, ${project}.`,
    advice:
      "After a rename or a move the job is refused, and whoever gets the path then gets the role. The project's number never changes hands: give that instead.",
  }),
  'every-branch': ({ ref }) => ({
    title: `"${ref}" lets in every branch.`,
    advice: 'Whoever can push any branch to the project can use the role: every developer of it, by default.',
  }),
  'protect-refs': ({ refs }) => ({
    title: `Protect ${refs.join(', ')} in GitLab.`,
    advice:
      'Whoever can push there can use the role. A merge request counts as its source branch: one with such a name fits, too.',
  }),
  'protect-repository-refs': ({ refs }) => ({
    title: `Protect ${refs.join(', ')} in GitHub.`,
    advice: 'Whoever can push there can use the role. A rule set of the repository keeps others out.',
  }),
  'protect-environment': ({ environment }) => ({
    title: `Limit the environment ${environment} in GitHub.`,
    advice:
      "Any workflow of the repository may name it, on any branch, and GitHub makes it unlimited if it is not there. Choose its branches, and who must agree, in the repository's settings.",
  }),
  'repository-by-name': ({ repository }) => ({
    title: `The role goes by the name ${repository}, letter by letter.`,
    advice: `Whoever gets the name gets the role. And repositories that were made, renamed or moved from 15 July 2026 on have numbers in their tokens: by name alone they are refused. This tells name and numbers for \`--repository\`: gh api repos/${repository} --jq '"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)"'`,
  }),
  'repository-by-number': ({ repository }) => ({
    title: `The role is for ${repository}, numbers included.`,
    advice:
      'GitHub puts them into the tokens of repositories that were made, renamed or moved from 15 July 2026 on. For an older one, switch it on in the OIDC settings of the repository or its organization. After a rename the policy needs the new name.',
  }),
  'pull-requests-stay-out': () => ({
    title: 'Workflows for the event pull_request are refused.',
    advice: 'Their tokens say that in the place of a branch, unless the job has an environment.',
  }),
  'forks-stay-out': () => ({
    title: 'Merge requests from forks are refused.',
    advice:
      "Their jobs name the fork's project, even where they run in yours. Before GitLab 18.2.2 they named yours: update a GitLab that is older.",
  }),
  'forks-come-in': ({ subject }) => ({
    title: `WARNING: "${subject}" lets in merge requests from forks.`,
    advice:
      "It names the project that a job runs in. A merge request from a fork that somebody runs there counts, with the fork's code, and with whatever the fork calls its branch. Begin with project_id or source_project_id instead, unless you mean that.",
  }),
  'subject-components': ({ project, components }) => ({
    title: "The project's subjects have to be made up in another way first.",
    advice: `As a maintainer, set ci_id_token_sub_claim_components of ${project} to [${components.join(', ')}], with GitLab's API for projects. Until then its jobs are refused.`,
  }),
  'components-unknown': ({ subject, components, known }) => ({
    title: `WARNING: GitLab is not known to put ${components.join(', ')} into subjects, as "${subject}" needs.`,
    advice: `Its setting ci_id_token_sub_claim_components is known to take ${known.join(', ')}. If yours takes no other, no job gets in.`,
  }),
  'environment-open': ({ environment }) => ({
    title: `WARNING: \`--environment ${environment}\` keeps no job out.`,
    advice:
      "GitLab puts no environment's name into a subject: it only goes into the job's file. Jobs with other environments can use the role, too. With `--protected-environment` it has to be a protected one, by whatever name.",
  }),
  'audience-like-application': ({ audience }) => ({
    title: `The audience ${audience} looks like the id of an application that people sign in with.`,
    advice:
      "Jobs need an audience of their own: a token for an application fits roles for people, if one of those forgot to name them. GitLab's address will do.",
  }),
  'whole-group': ({ subject, group }) => ({
    title: `WARNING: "${subject}" lets in every project of the group ${group}.`,
    advice:
      'Those that somebody makes there tomorrow, too: whoever may make a project in the group, or below it, can use the role.',
  }),
  'subject-not-project-first': ({ subject }) => ({
    title: `WARNING: "${subject}" does not begin with a project.`,
    advice:
      'GitLab makes no such subject, so that no job would get in. Begin with project_id or project_path, or one of their kind.',
  }),
  'tier-by-author': ({ tier }) => ({
    title: `Whoever writes the pipeline can call an environment ${tier}.`,
    advice:
      'The tier keeps nobody out by itself. Ask for a protected environment or a protected branch as well.',
  }),
};

function wordsOf<Code extends IssuerFindingCode>(
  code: Code,
  details: IssuerFindingDetails[Code],
): SetupWords {
  return issuerFindingWords[code](details);
}
