import { exitCodes, type Guide } from './guidance.ts';

const { usage, configuration } = exitCodes;

function withProblems(hint: string, problems: number): string {
  return problems === 0 ? hint : `${hint} Some entries were left out: \`tobira status\` says why.`;
}

/** Configuration: what the file says, and what it does not. */
export const configurationGuide = {
  config_missing: ({ path }) => ({
    title: 'There is no configuration yet.',
    hint: `Create ${path} with your GitLab address, application id and roles. The README shows a minimal one.`,
    action: 'open-config',
    exitCode: configuration,
  }),
  config_unreadable: ({ path, reason }) => ({
    title: 'The configuration cannot be read.',
    hint: `${path}: ${reason}.`,
    action: 'reload-config',
    exitCode: configuration,
  }),
  config_broken: ({ path, problems }) => ({
    title: 'The configuration has a mistake.',
    hint: `${path}: ${problems.join(' ')}`,
    action: 'open-config',
    exitCode: configuration,
  }),
  config_other: ({ path, ownerPath }) => ({
    title: 'Tobira is running with another configuration.',
    hint: `It uses ${ownerPath}, you asked for ${path}. Quit it first (\`tobira agent stop\`, or Quit in the tray).`,
    exitCode: configuration,
  }),
  unknown_role: ({ role, known, problems }) => ({
    title: `There is no role "${role}".`,
    hint: withProblems(
      known.length === 0 ? 'The configuration names no usable role.' : `Known roles: ${known.join(', ')}.`,
      problems,
    ),
    exitCode: configuration,
  }),
  unknown_identity: ({ identity, known, problems }) => ({
    title: `There is no identity "${identity}".`,
    hint: withProblems(
      known.length === 0
        ? 'The configuration names no usable identity.'
        : `Known identities: ${known.join(', ')}.`,
      problems,
    ),
    exitCode: configuration,
  }),
  no_identity: ({ path, problems }) => ({
    title:
      problems === 0
        ? 'The configuration names no identity.'
        : 'No identity in the configuration can be used.',
    hint: withProblems(
      problems === 0
        ? `Add your GitLab address and application id under \`identities:\` in ${path}.`
        : `Look at \`identities:\` in ${path}.`,
      problems,
    ),
    action: 'open-config',
    exitCode: configuration,
  }),
  identity_ambiguous: ({ known }) => ({
    title: 'Which identity?',
    hint: `Name one of: ${known.join(', ')}.`,
    exitCode: usage,
  }),
  partition_unsupported: ({ partition }) => ({
    title: `Tobira cannot open consoles in the partition "${partition}".`,
    hint: 'Supported are aws, aws-cn, aws-us-gov and aws-eusc.',
    exitCode: configuration,
  }),
} satisfies Partial<Guide>;
