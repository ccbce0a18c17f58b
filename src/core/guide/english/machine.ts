import type { Vocabulary } from '../guidance.ts';
import { sentence } from './phrases.ts';
import { because } from './reasons.ts';

/** This computer: keychain, browser, clipboard, files, and the process that holds the session. */
export const machineWords = {
  keychain_missing: ({ reason }) => ({
    title: 'There is no keychain.',
    happened: `The system's secret service does not answer (${reason}).`,
    advice:
      'Start one, such as GNOME Keyring or KWallet, and start Tobira again. You can also sign in now: the session then lasts only while Tobira runs.',
  }),
  keychain_locked: () => ({
    title: 'The keychain is locked.',
    happened: 'Nothing in it has changed.',
    advice: 'Unlock it, then try again.',
  }),
  keychain_dismissed: () => ({
    title: 'The keychain stayed locked.',
    happened: 'The window that asks for its password was closed. Nothing in it has changed.',
    advice: 'Try again, and enter the password this time.',
  }),
  keychain_gone: () => ({
    title: 'The keychain has ended.',
    happened: 'It worked before, and no longer answers. What it holds is untouched.',
    advice:
      'Start it again (signing out of your computer and in again does so), then try again. If this keeps happening, quit Tobira and start it again.',
  }),
  keychain_unreadable: () => ({
    title: 'The stored session cannot be read.',
    happened: 'Its entry in the keychain is incomplete or was changed. Tobira has left it as it is.',
    advice: 'Sign in again: this replaces it.',
  }),
  keychain_failed: ({ reason }) => ({
    title: 'The keychain does not work.',
    happened: `It reports: ${sentence(reason)}`,
    advice: 'Try again. If this keeps happening, restart the keychain or the computer.',
  }),

  browser_failed: ({ command }) => ({
    title: 'The browser could not be opened.',
    happened: `Running "${command}" failed.`,
    advice: 'Set BROWSER to a program that takes a web address, then start Tobira again.',
  }),
  browser_missing: ({ app, installed }) => ({
    title: 'The chosen browser is not on this computer.',
    happened: `The configuration says "${app}", which was not found. ${installed.length === 0 ? 'No other browser that can be chosen by name was found either.' : `Found: ${installed.join(', ')}.`}`,
    advice: 'Install it, or choose another one in config.yaml: "default" is the one of the system.',
  }),
  browser_profile_unknown: ({ app, profile, known }) => ({
    title: 'The browser has no such profile.',
    happened: `The configuration says "${profile}", and "${app}" has ${known.length === 0 ? 'no profiles' : `these profiles: ${known.join(', ')}`}.`,
    advice: 'Add the profile in the browser, or choose another one in config.yaml.',
  }),
  console_link_visited_twice: () => ({
    title: 'The console link was opened twice.',
    happened: 'Only the first got in.',
    advice:
      "If your browser shows the console, that was the first visit. If it shows an error, another program may be in the console as you: sign out of AWS and of Tobira, and have the role's sessions revoked in AWS.",
  }),
  clipboard_failed: ({ reason }) => ({
    title: 'The clipboard did not take the credentials.',
    happened: `It reports: ${sentence(reason)}`,
    advice: 'Try again.',
  }),
  clipboard_not_cleared: ({ reason }) => ({
    title: 'The clipboard could not be cleared.',
    happened: `The credentials may still be on it. It reports: ${sentence(reason)}`,
    advice: 'Copy something else to replace them.',
  }),
  file_failed: ({ path, reason }) => ({
    title: 'A file could not be used.',
    happened: `${path}: ${sentence(because(reason))}`,
    advice: 'Put that right, then try again.',
  }),

  owner_unreachable: ({ path, reason }) => ({
    title: 'Tobira does not answer.',
    happened: `Its socket is ${path} (${because(reason)}).`,
    advice: 'Quit Tobira and start it again.',
  }),
  owner_gone: ({ path, begun }) => ({
    title: 'Tobira ended before it answered.',
    happened: begun
      ? `It was listening at ${path}, and may have done what it was asked.`
      : `It was listening at ${path}, and did nothing.`,
    advice: begun ? 'See with "tobira status" how things stand, then try again.' : 'Try again.',
  }),
  owner_silent: ({ path, pid }) => ({
    title: pid === 0 ? 'Tobira hangs.' : `Tobira hangs: process ${pid}.`,
    happened: `It is listening at ${path}, but does not answer.`,
    advice:
      pid === 0
        ? 'End its process, then try again.'
        : `End it, for example with \`kill -9 ${pid}\`, then try again.`,
  }),
  owner_version: ({ ours, theirs }) => ({
    title: 'Another version of Tobira is running.',
    happened: `It speaks protocol ${theirs}, but this command speaks ${ours}.`,
    advice: 'Quit it (`tobira agent stop`, or Quit in the tray menu), then try again.',
  }),
  owner_busy: () => ({
    title: 'Another Tobira is starting or quitting.',
    happened: 'Only one runs at a time.',
    advice: 'Try again in a moment.',
  }),
} satisfies Partial<Vocabulary>;
