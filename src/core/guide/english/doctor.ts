import type { Missing } from '../../doctor/finding.ts';
import type { DoctorVocabulary } from '../doctor-words.ts';
import { span } from './phrases.ts';
import { because } from './reasons.ts';

const missing: Readonly<Record<Missing, string>> = {
  config: 'there is no usable configuration',
  owner: 'Tobira, which holds the session, could not be asked',
  keychain: 'the keychain does not work',
  session: 'there is no session that works',
  'signing-in': 'a sign-in is under way',
  issuer: 'the issuer does not answer as it should',
  aws: 'AWS cannot be reached',
  proxy: 'the proxy does not work',
  names: 'the name is not known',
  time: 'there was no time left',
  'nothing-known': 'the issuer does not tell',
};

const program = (kind: 'app' | 'agent') => (kind === 'app' ? 'the app' : 'the background process');

/** What the doctor finds. What was found stands first, then what to do. */
export const doctorWords: DoctorVocabulary = {
  groups: {
    program: 'Tobira',
    files: "AWS's files and variables",
    computer: 'This computer',
    network: 'Network',
    session: 'Session',
    roles: 'Roles',
  },
  levels: { ok: 'ok', warn: 'warn', fail: 'FAIL', skipped: 'skipped' },
  single: { owner: 'Background process', keychain: 'Keychain' },
  findings: {
    skipped: (of) => ({ found: `Not checked: ${missing[of.because]}.` }),
    check_silent: ({ seconds }) => ({
      found: `No answer within ${span(seconds)}.`,
      next: 'Try again. If it stays silent, mend what is wrong above first.',
    }),

    versions: ({ tobira, runtime, platform }) => ({ found: `Tobira ${tobira} on ${runtime}, ${platform}.` }),
    runtime_old: ({ runtime, needed }) => ({
      found: `${runtime} is too old.`,
      next: `Install ${needed} or newer.`,
    }),

    config_read: ({ path, identities, roles }) => ({
      found: `Read ${path}: identities ${identities}, roles ${roles}.`,
    }),
    config_problem: ({ path, line, column, message }) => ({
      found: `${path}${line === undefined ? '' : `, line ${line}`}${column === undefined ? '' : `, column ${column}`}: ${message}`,
      next: 'Mend that entry. Until then it is left out; the rest is in use.',
    }),
    config_empty: ({ path, lacks }) => ({
      found: `${path} names no usable ${lacks}.`,
      next: `Add one under \`${lacks}:\`.`,
    }),

    owner_answers: ({ kind, pid, version }) => ({
      found: `It is ${program(kind)} that holds the session (process ${pid}, version ${version}).`,
    }),
    owner_other_version: ({ kind, version, ours }) => ({
      found: `The session is held by ${program(kind)} of version ${version}; this command is ${ours}.`,
      next:
        kind === 'app'
          ? 'Quit the app and start it again.'
          : 'Run `tobira agent stop`: the next command starts the new one.',
    }),

    file_absent: ({ path }) => ({ found: `There is no ${path}. That is fine.` }),
    file_read: ({ path, profiles, managed }) => ({
      found: `AWS's tools can read ${path}: sections ${profiles}, by Tobira ${managed}.`,
    }),
    file_not_utf8: ({ path, line }) => ({
      found: `${path}, line ${line} is not UTF-8: AWS's tools give the whole file up where the locale is UTF-8.`,
      next: 'Write that line anew, or save the file as UTF-8 in an editor.',
    }),
    file_open_to_others: ({ path, mode }) => ({
      found: `Other users may use ${path} (mode ${mode}).`,
      next: `Run \`chmod 600 ${path}\`.`,
    }),
    folder_open_to_others: ({ path, mode }) => ({
      found: `Other users may put files into ${path} (mode ${mode}).`,
      next: `Run \`chmod 700 ${path}\`.`,
    }),

    profiles_good: ({ count }) => ({
      found:
        count === 0
          ? 'Tobira has written no profile.'
          : `Nothing is in the way of Tobira's profiles: ${count}.`,
    }),
    profile_hidden: ({ profile, path, keys }) => ({
      found: `The profile "${profile}" does not count: AWS's tools take ${keys.join(', ')} from ${path} first.`,
      next: `Remove these settings there, or have Tobira do so: \`tobira profile write ROLE --profile ${profile} --overwrite\`.`,
    }),
    profile_left: ({ profile, role, path }) => ({
      found: `The profile "${profile}" in ${path} is left over: the configuration has no role "${role}" any more.`,
      next: `Run \`tobira profile remove ${profile}\`.`,
    }),
    profile_stale: ({ profile, path, hours }) => ({
      found: `The keys of the profile "${profile}" have expired: nothing was written to ${path} for ${hours} h.`,
      next: 'Sign in and keep Tobira running, write the profile again, or remove it with `tobira profile remove`.',
    }),

    environment_clear: () => ({ found: 'No variable changes what profiles mean.' }),
    variable_keys: ({ variables }) => ({
      found: `${variables.join(', ')} ${variables.length === 1 ? 'is' : 'are'} set: the AWS CLI takes keys from there, whatever AWS_PROFILE says.`,
      next: `If you did not mean that, run \`unset ${variables.join(' ')}\`.`,
    }),
    variable_old_token: ({ variable }) => ({
      found: `${variable} is set: the AWS CLI takes it instead of AWS_SESSION_TOKEN.`,
      next: `Run \`unset ${variable}\`.`,
    }),
    variable_profile: ({ variable, profile }) => ({ found: `${variable} chooses the profile "${profile}".` }),
    variable_profile_unknown: ({ variable, profile }) => ({
      found: `${variable} chooses the profile "${profile}", which is in neither file.`,
      next: `Run \`unset ${variable}\`, or write that profile: \`tobira profile write ROLE --profile ${profile}\`.`,
    }),
    variable_profile_unread: ({ variable, profile, path }) => ({
      found: `Not checked: ${variable} chooses the profile "${profile}", which may stand in ${path}, and that file cannot be read.`,
    }),
    variable_container: ({ variable }) => ({
      found: `${variable} is set: AWS's tools ask a container's credentials service where no profile is named.`,
      next: `Outside of a container, run \`unset ${variable}\`.`,
    }),
    variable_container_both: () => ({
      found:
        'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI hides AWS_CONTAINER_CREDENTIALS_FULL_URI, which `tobira serve` uses.',
      next: 'Run `unset AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`.',
    }),
    variable_endpoint: ({ variable }) => ({
      found: `${variable} is set, as \`tobira serve\` does: a [default] profile with keys would hide it.`,
    }),
    variable_web_identity: ({ variable }) => ({
      found: `${variable} is set: AWS's tools may assume another role by themselves.`,
      next: `If you did not mean that, run \`unset ${variable}\`.`,
    }),
    variable_file: ({ variable, path }) => ({
      found: `${variable} is set: programs of this terminal read ${path}, others may not.`,
      next: 'A profile written from the app or another terminal may stand in ~/.aws instead: set it everywhere or nowhere.',
    }),
    variable_service: ({ variable, host }) => ({
      found: `${variable} is set: AWS's tools send requests to ${host === '' ? 'something that is no address' : host}.`,
      next: `If you did not mean that, run \`unset ${variable}\`.`,
    }),
    variable_region: ({ variable, region }) => ({
      found: `${variable} is set: ${region} counts instead of each profile's own region.`,
      next: `If you did not mean that, run \`unset ${variable}\`.`,
    }),
    variable_authorities: ({ variable, path }) => ({
      found: `${variable} has the AWS CLI trust the authorities in ${path}.`,
    }),
    variable_authorities_missing: ({ variable, path, reason }) => ({
      found: `${variable} names ${path}, which cannot be read (${because(reason)}).`,
      next: `Put the file there, or run \`unset ${variable}\`.`,
    }),
    variable_unchecked: ({ variable }) => ({
      found: `${variable}=0 has other Node programs trust every certificate. Tobira takes no notice.`,
      next: `Run \`unset ${variable}\`.`,
    }),

    browser_found: ({ program: name }) => ({ found: `The login page opens with ${name}.` }),
    browser_missing: ({ program: name }) => ({
      found: `There is no ${name} to open the login page with.`,
      next: 'Install xdg-utils and a browser, set BROWSER, or use `tobira login --device`.',
    }),
    browser_variable_broken: ({ program: name }) => ({
      found: `BROWSER names ${name}, which is not there.`,
      next: 'Set BROWSER to a program that takes a web address, or unset it.',
    }),
    browser_no_default: ({ program: name }) => ({
      found: `${name} is there, but no browser is set for https addresses.`,
      next: 'Run `xdg-settings set default-web-browser NAME.desktop`, or set BROWSER.',
    }),
    browser_no_display: () => ({
      found: 'There is no screen here for a browser.',
      next: 'Use `tobira login --device` and sign in on another device.',
    }),

    keychain_works: () => ({ found: 'The keychain takes an entry, gives it back and lets it go.' }),
    keychain_forgets: () => ({
      found: 'The keychain took an entry and did not give it back as it was.',
      next: 'Restart the keychain, or sign out of your computer and in again.',
    }),
    keychain_asks: ({ seconds }) => ({
      found: `The keychain is locked and waits for its password; nobody gave it within ${span(seconds)}.`,
      next: 'Look for its password window, and answer it. Then try again.',
    }),
    keychain_hangs: ({ seconds }) => ({
      found: `The keychain hangs: no answer within ${span(seconds)}.`,
      next: 'Restart the keychain, or sign out of your computer and in again.',
    }),

    loopback_free: () => ({ found: 'The browser can come back to 127.0.0.1 after a login.' }),
    loopback_refused: ({ reason }) => ({
      found: `Nothing can listen on 127.0.0.1 (${because(reason)}): no login in the browser can end.`,
      next: 'Check what forbids it, such as a sandbox or security software, or use `tobira login --device`.',
    }),
    port_free: ({ port }) => ({ found: `Port ${port} of the \`redirectUri\` is free.` }),
    port_taken: ({ port, reason }) => ({
      found: `Port ${port} of the \`redirectUri\` cannot be used (${because(reason)}).`,
      next: 'End the program that holds it, or choose another port there and at the issuer.',
    }),

    proxy_none: () => ({ found: 'No proxy is in between.' }),
    proxy_used: ({ host, proxy }) => ({ found: `${host} is reached through the proxy ${proxy}.` }),
    proxy_dead: ({ proxy, reason }) => ({
      found: `The proxy ${proxy} does not answer (${because(reason)}).`,
      next: 'Check HTTPS_PROXY and NO_PROXY (in the app: the system settings), and the network or VPN. After a change run `tobira agent stop`.',
    }),
    authorities_read: ({ path, count }) => ({
      found: `NODE_EXTRA_CA_CERTS adds authorities from ${path}: ${count}.`,
    }),
    authorities_unreadable: ({ path, reason }) => ({
      found: `NODE_EXTRA_CA_CERTS names ${path}, which cannot be read (${because(reason)}).`,
      next: 'Mend the path, then run `tobira agent stop`.',
    }),
    authorities_empty: ({ path }) => ({
      found: `NODE_EXTRA_CA_CERTS names ${path}, which holds no certificate in PEM form.`,
      next: 'Put the certificate there (BEGIN CERTIFICATE), then run `tobira agent stop`.',
    }),
    authorities_ignored: ({ path }) => ({
      found: `NODE_EXTRA_CA_CERTS names ${path}; the app does not read it.`,
      next: "Add the authority to the system's certificates.",
    }),

    owner_other_proxy: ({ kind, hosts, here, there }) => ({
      found: `In this terminal ${here === undefined ? 'no proxy' : `the proxy ${here}`} is meant for ${hosts.join(', ')}. ${kind === 'app' ? 'The app' : 'The background process'} was started without this: it goes ${there === undefined ? 'there directly' : `through ${there}`}.`,
      next:
        kind === 'app'
          ? "Set the proxy in the system's settings, or quit the app and start it from a place that has the variables."
          : 'Run `tobira agent stop` here: the next command starts it with the variables of this terminal.',
    }),
    owner_other_authorities: ({ kind, path, ownersPath }) =>
      kind === 'app'
        ? {
            found: `NODE_EXTRA_CA_CERTS names ${path} in this terminal; the app does not read it.`,
            next: "Where the app does not trust your company's authority, add it to the system's certificates.",
          }
        : {
            found: `NODE_EXTRA_CA_CERTS names ${path} in this terminal. The background process was started without this${ownersPath === undefined ? '' : `: it reads ${ownersPath}`}.`,
            next: 'Run `tobira agent stop` here: the next command starts it with the variables of this terminal.',
          },
    terminal_authorities_broken: ({ path, reason }) => ({
      found: `NODE_EXTRA_CA_CERTS names ${path} in this terminal, which ${reason === undefined ? 'holds no certificate in PEM form' : `cannot be read (${because(reason)})`}.`,
      next: 'Mend the path or the file, or run `unset NODE_EXTRA_CA_CERTS`.',
    }),

    name_known: ({ host }) => ({ found: `${host} is known.` }),
    name_unknown: ({ host, reason }) => ({
      found: `The name ${host} cannot be looked up (${because(reason)}).`,
      next: 'Check the spelling, the network and the VPN.',
    }),
    name_private: ({ host, address, what }) =>
      what === 'issuer'
        ? {
            found: `${host} has a private address here (${address}).`,
            next: 'AWS must reach it from the internet: make sure that the same name leads to it there.',
          }
        : { found: `${host} has a private address here (${address}), as a VPC endpoint has.` },

    issuer_good: ({ issuer }) => ({ found: `${issuer} answers, and so do its keys.` }),
    aws_reached: ({ host }) => ({ found: `${host} answers.` }),

    clock_right: ({ seconds }) => ({ found: `The clock is right, to ${span(seconds)}.` }),
    clock_off: ({ host, seconds }) => ({
      found: `The clock here is ${span(Math.abs(seconds))} ${seconds > 0 ? 'behind' : 'ahead of'} that of ${host}.`,
      next: 'Have the system set the time from the network. Tobira allows for it; other tools may be refused.',
    }),
    clocks_apart: ({ host, other, seconds }) => ({
      found: `The clocks of ${host} and ${other} are ${span(Math.abs(seconds))} apart: tokens may have expired when they arrive.`,
      next: `Tell whoever runs ${host}.`,
    }),
    clock_unknown: () => ({ found: 'Nobody could be reached who tells the time.' }),

    session_renewed: () => ({ found: 'The session was refreshed.' }),
    session_in_memory: () => ({
      found: 'The session is in memory only: it ends with Tobira.',
      next: 'Mend the keychain; the session moves there by itself.',
    }),
    userinfo_same: () => ({ found: 'The issuer names the same user.' }),

    role_assumed: ({ roleArn }) => ({ found: `AWS gives credentials for ${roleArn}.` }),
    role_shortened: ({ roleArn, seconds }) => ({
      found: `AWS does not let ${roleArn} last for ${span(seconds)}: it lasts for 1 hour.`,
      next: 'Choose a shorter `duration`, or raise the maximum session duration of the role.',
    }),
  },
};
