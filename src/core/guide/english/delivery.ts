import type { Vocabulary } from '../guidance.ts';
import { sentence } from './phrases.ts';
import { because } from './reasons.ts';

/** Where credentials are handed to: AWS's files, the local endpoint, a terminal; and the question before it. */
export const deliveryWords = {
  confirmation_needed: ({ role, declined }) => ({
    title: `"${role}" asks for your confirmation first.`,
    ...(declined
      ? {
          happened: 'You said no to it a moment ago. For a minute, Tobira does not ask again for programs.',
          advice: 'If you want it after all, confirm it with a command on a terminal, or try again later.',
        }
      : {
          happened: 'A program wants its credentials, and nobody has confirmed that lately.',
          advice: 'Confirm it in Tobira’s window or with a command on a terminal, then try again.',
        }),
  }),
  confirmation_declined: () => ({
    title: 'It was not confirmed.',
    happened: 'Nothing was handed out.',
    advice: 'Start again if you meant to.',
  }),
  work_cancelled: () => ({
    title: 'It was called off.',
    happened: 'Nothing was opened or handed out.',
    advice: 'Start again if you want it after all.',
  }),
  aws_file_malformed: ({ path, line, reason }) => ({
    title: 'An AWS file cannot be read.',
    happened: `${path}, line ${line}: ${sentence(reason)} AWS's own tools refuse such a file, too. Tobira has left it as it is.`,
    advice: 'Mend that line, then try again.',
  }),
  aws_file_locked: ({ path }) => ({
    title: 'An AWS file is being changed by another program.',
    happened: `Another Tobira is at ${path}, and does not come to an end.`,
    advice: 'Try again in a moment. If this keeps happening, end the other one.',
  }),
  profile_taken: ({ path, profile, role }) => ({
    title:
      role === undefined
        ? `The profile "${profile}" is not Tobira's.`
        : `The profile "${profile}" is there for the role "${role}".`,
    happened:
      role !== undefined
        ? `It stands in ${path}, and a catalogue chose the same name for another role. Tobira has left it as it is.`
        : profile === 'default'
          ? `Every AWS tool that is given no profile uses it. Tobira has left ${path} as it is.`
          : `It stands in ${path}, and somebody else wrote it. Tobira has left it as it is.`,
    advice:
      'Choose another name, or replace it: its keys, or what else it gets credentials from, are lost then. Its other settings stay.',
  }),
  profile_shadowed: ({ path, profile, keys }) => ({
    title: `Keys that are not Tobira's stand in the way of the profile "${profile}".`,
    happened: `AWS's tools would use ${keys.join(', ')} in ${path} instead of what Tobira writes.`,
    advice: 'Choose another name, or have them removed.',
  }),
  profile_unknown: ({ profile }) => ({
    title: `There is no profile "${profile}" of Tobira's.`,
    happened: 'Tobira removes only what it has written.',
    advice: 'Look for its name in the AWS files.',
  }),
  endpoint_failed: ({ reason }) => ({
    title: 'The local endpoint cannot be started.',
    happened: `The system reports: ${sentence(because(reason))}`,
    advice: 'Try again.',
  }),
  endpoint_off: () => ({
    title: 'The local endpoint is off.',
    happened: 'Nothing would answer there.',
    advice: 'Turn it on in the tray menu, then try again.',
  }),
  terminal_failed: ({ reason, terminal }) => ({
    title: 'No terminal could be opened.',
    happened: terminal
      ? `TERMINAL is set to "${terminal}", which does not open one: ${sentence(because(reason))}`
      : `What went wrong: ${sentence(because(reason))}`,
    advice:
      terminal === undefined
        ? 'Try again, or run `tobira exec` in a terminal that is open already.'
        : `Set TERMINAL to a program that opens one${terminal === '' ? '' : ', or remove it'}, then start Tobira again.`,
  }),
} satisfies Partial<Vocabulary>;
