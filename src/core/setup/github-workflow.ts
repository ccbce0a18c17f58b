import { usualGitHubAudience } from '../ci-github-token.ts';
import type { GitHubAnswers } from './answers.ts';
import type { RolePlan } from './role-plan.ts';
import { quoted } from './shell-text.ts';
import { yamlText, type Plain } from './yaml-text.ts';

/** A workflow of GitHub Actions: it runs for the branches and tags that the role trusts, or where somebody starts it. */
export function gitHubWorkflow({ roles, audience }: RolePlan, answers: GitHubAnswers): string {
  const { environment, use = 'exec' } = answers;
  const arn = roles[0]?.arn ?? '';
  const workflow: Plain = {
    name: 'AWS',
    // Which branches come into an environment is a setting of its own there.
    on: environment === undefined ? { push: pushesOf(answers) } : 'workflow_dispatch',
    // Without the first GitHub gives no token; the second is for the checkout.
    permissions: { 'id-token': 'write', contents: 'read' },
    jobs: {
      [`aws-${use}`]: {
        'runs-on': 'ubuntu-latest',
        container: 'tobira',
        ...(environment !== undefined && { environment }),
        steps: [{ uses: 'actions/checkout@v4' }, { run: commandFor(arn, audience, answers) }],
      },
    },
  };
  return `# A workflow of ${answers.repository.trim()} that uses the role ${arn}
# The image is yours to make: Node 20.19 or newer, and the command line of Tobira in it.
${yamlText(workflow)}`;
}

function pushesOf({ branches = [], tags = [], anyRef = false }: GitHubAnswers): Plain {
  if (anyRef) return { branches: ['**'], tags: ['**'] };
  return {
    ...(branches.length > 0 && { branches: branches.map(filterFor) }),
    ...(tags.length > 0 && { tags: tags.map(filterFor) }),
  };
}

/** In GitHub's filters one star stops at a slash, which it does not in a trust policy, and a plus repeats. */
function filterFor(name: string): string {
  return name.replaceAll('+', '\\+').replace(/\*+/g, '**');
}

function commandFor(roleArn: string, audience: string, { use }: GitHubAnswers): string {
  const words = [
    `--role-arn ${quoted(roleArn)}`,
    ...(audience === usualGitHubAudience ? [] : [`--audience ${quoted(audience)}`]),
  ].join(' ');
  if (use !== 'credentials') return `tobira ci exec ${words} -- ./deploy.sh`;
  // On two lines: `eval "$(...)"` would lose the exit code.
  return `creds="$(tobira ci credentials ${words})"\neval "$creds"\n./deploy.sh`;
}
