import { exitCodes, type Guide } from './guidance.ts';

const { usage, configuration } = exitCodes;

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
    hint: [
      known.length === 0 ? 'The configuration names no usable role.' : `Known roles: ${known.join(', ')}.`,
      problems === 0 ? '' : 'Some entries were left out: `tobira status` says why.',
    ]
      .join(' ')
      .trim(),
    exitCode: configuration,
  }),
  unknown_identity: ({ identity, known }) => ({
    title: `There is no identity "${identity}".`,
    hint:
      known.length === 0
        ? 'The configuration names no identities yet.'
        : `Known identities: ${known.join(', ')}.`,
    exitCode: configuration,
  }),
  no_identity: ({ path }) => ({
    title: 'The configuration names no identity.',
    hint: `Add your GitLab address and application id under \`identities:\` in ${path}.`,
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
