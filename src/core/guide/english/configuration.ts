import type { Vocabulary } from '../guidance.ts';
import { because } from './reasons.ts';

const leftOut = 'Entries with mistakes were left out: `tobira status` names them.';

/** Configuration: what the file says, and what it does not. */
export const configurationWords = {
  config_missing: ({ path }) => ({
    title: 'There is no configuration yet.',
    happened: `Tobira looked for it at ${path}.`,
    advice:
      'Create the file with your GitLab address, the application id and your roles. The README shows a short one.',
  }),
  config_unreadable: ({ path, reason }) => ({
    title: 'The configuration cannot be read.',
    happened: `Reading ${path} failed: ${because(reason)}.`,
    advice: 'Put that right, then try again.',
  }),
  config_broken: ({ path, problems }) => ({
    title: 'The configuration has a mistake.',
    happened: `${path}: ${problems.join(' ')}`,
    advice: 'Correct the file and save it: Tobira reads it again by itself.',
  }),
  config_other: ({ path, ownerPath }) => ({
    title: 'Tobira is running with another configuration.',
    happened: `It uses ${ownerPath}, but you asked for ${path}.`,
    advice: 'Quit it first: `tobira agent stop`, or Quit in the tray menu.',
  }),
  unknown_role: ({ role, known, more, problems, catalogues }) => ({
    title: `There is no role "${role}".`,
    happened:
      known.length === 0
        ? 'The configuration names no usable role.'
        : more === undefined
          ? `Known roles: ${known.join(', ')}.`
          : `The most alike of ${known.length + more} roles: ${known.join(', ')}.`,
    advice: [
      problems === 0 ? 'Check the id, or add the role to the configuration.' : leftOut,
      ...(catalogues === undefined
        ? []
        : [
            `If it came from a catalogue (${catalogues.join(', ')}), that may have dropped it: \`tobira catalogue\` tells what has changed.`,
          ]),
    ].join(' '),
  }),
  unknown_identity: ({ identity, known, problems }) => ({
    title: `There is no identity "${identity}".`,
    happened:
      known.length === 0
        ? 'The configuration names no usable identity.'
        : `Known identities: ${known.join(', ')}.`,
    advice: problems === 0 ? 'Check the id, or add the identity to the configuration.' : leftOut,
  }),
  no_identity: ({ path, problems }) =>
    problems === 0
      ? {
          title: 'The configuration names no identity.',
          happened: `There is no entry under \`identities:\` in ${path}.`,
          advice: 'Add your GitLab address and application id there.',
        }
      : {
          title: 'No identity in the configuration can be used.',
          happened: `Every entry under \`identities:\` in ${path} has a mistake.`,
          advice: 'Correct the file: `tobira status` says what is wrong, and where.',
        },
  identity_ambiguous: ({ known }) => ({
    title: 'Which identity?',
    happened: `The configuration names several: ${known.join(', ')}.`,
    advice: 'Add one of these ids to the command.',
  }),
  partition_unsupported: ({ partition }) => ({
    title: `Tobira does not know the AWS partition "${partition}".`,
    happened: 'Supported are aws, aws-cn, aws-us-gov and aws-eusc.',
    advice: 'Use a role of one of these.',
  }),
} satisfies Partial<Vocabulary>;
