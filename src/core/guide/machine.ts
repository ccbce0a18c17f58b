import { exitCodes, sentence, type Guide } from './guidance.ts';

const { usage, network, keychain, file } = exitCodes;

/** This computer: network, keychain, browser, files, and the process that holds the session. */
export const machineGuide = {
  network_unreachable: ({ host, reason }) => ({
    title: `${host} cannot be reached.`,
    hint: `Check the network, VPN and proxy (${reason}). Your session is kept.`,
    action: 'retry',
    exitCode: network,
  }),
  network_timeout: ({ host, seconds }) => ({
    title: `${host} did not answer in time.`,
    hint: `Nothing whole arrived within ${seconds} s. Check the network and try again. Your session is kept.`,
    action: 'retry',
    exitCode: network,
  }),
  network_untrusted: ({ host, reason }) => ({
    title: `The certificate of ${host} is not trusted.`,
    hint: `${reason}. If your company has its own authority, add it to the system's certificates (for the CLI: NODE_EXTRA_CA_CERTS).`,
    action: 'retry',
    exitCode: network,
  }),
  network_redirected: ({ host }) => ({
    title: `${host} wants to send the request elsewhere.`,
    hint: 'Tobira follows no redirects with secrets in hand. Check the address, and whether a sign-in page of your network stands in between.',
    action: 'retry',
    exitCode: network,
  }),
  network_proxy: ({ host }) => ({
    title: 'The proxy refuses the connection.',
    hint: `It stands between you and ${host} and asks for a login or forbids the address. Check the proxy settings.`,
    action: 'retry',
    exitCode: network,
  }),

  keychain_missing: ({ reason }) => ({
    title: 'There is no keychain.',
    hint: `The system's secret service does not answer (${reason}). Start one, such as GNOME Keyring or KWallet, and start Tobira again. You can also sign in now: the session then lasts only while Tobira runs.`,
    action: 'sign-in',
    exitCode: keychain,
  }),
  keychain_locked: () => ({
    title: 'The keychain is locked.',
    hint: 'Unlock it, then try again. Your session in it is untouched.',
    action: 'retry',
    exitCode: keychain,
  }),
  keychain_failed: ({ reason }) => ({
    title: 'The keychain does not work.',
    hint: `It reports: ${sentence(reason)}`,
    action: 'retry',
    exitCode: keychain,
  }),

  browser_failed: ({ command }) => ({
    title: 'The browser could not be opened.',
    hint: `"${command}" failed. Set BROWSER to a program that takes a web address, or add --print to get the address.`,
    action: 'retry',
    exitCode: file,
  }),
  console_link_visited_twice: () => ({
    title: 'The console link was opened twice.',
    hint: "Only the first got in. If your browser shows the console, it was the first. If it shows an error, another program may be in the console as you: sign out of AWS and of Tobira, and have the role's sessions revoked in AWS.",
    exitCode: file,
  }),
  clipboard_failed: ({ reason }) => ({
    title: 'The clipboard did not take the credentials.',
    hint: `It reports: ${sentence(reason)}`,
    action: 'retry',
    exitCode: file,
  }),
  clipboard_not_cleared: ({ reason }) => ({
    title: 'The clipboard could not be cleared.',
    hint: `The credentials may still be on it. Copy something else to replace them. It reports: ${sentence(reason)}`,
    exitCode: file,
  }),
  file_failed: ({ path, reason }) => ({
    title: 'A file could not be used.',
    hint: `${path}: ${reason}.`,
    action: 'retry',
    exitCode: file,
  }),

  owner_unreachable: ({ path, reason }) => ({
    title: 'Tobira does not answer.',
    hint: `Its socket is ${path} (${reason}). Quit Tobira and start it again.`,
    exitCode: file,
  }),
  owner_gone: ({ path }) => ({
    title: 'Tobira ended before it answered.',
    hint: `It listened at ${path}. Try again.`,
    action: 'retry',
    exitCode: file,
  }),
  owner_silent: ({ path, pid }) => ({
    title: pid === 0 ? 'Tobira hangs.' : `Tobira hangs: process ${pid}.`,
    hint:
      pid === 0
        ? `It listens at ${path} and does not answer. End its process, then try again.`
        : `It listens at ${path} and does not answer. End it, such as with \`kill -9 ${pid}\`, then try again.`,
    exitCode: file,
  }),
  owner_version: ({ ours, theirs }) => ({
    title: 'Another version of Tobira is running.',
    hint: `It speaks protocol ${theirs}, this command speaks ${ours}. Quit it (\`tobira agent stop\`, or Quit in the tray) and try again.`,
    exitCode: usage,
  }),
  owner_busy: () => ({
    title: 'Another Tobira is just starting or ending.',
    hint: 'Try again in a moment.',
    action: 'retry',
    exitCode: file,
  }),
} satisfies Partial<Guide>;
