import { AppError } from '../../../core/errors.ts';
import {
  bringers,
  profileKeys,
  type AwsConfig,
  type AwsProfile,
  type Bringer,
} from '../../../core/import/aws-profile.ts';
import { defaultsName, readIni, type IniFile } from './ini-file.ts';
import { viewSection, type SectionView } from './ini-section.ts';
import { ownerOf } from './managed-profile.ts';
import { trim } from './python-text.ts';
import { findRealFile, takeSnapshot } from './snapshot.ts';

type Settings = AwsProfile['settings'];

/**
 * Reads AWS's config file as the AWS CLI does. Keys, tokens and commands are noticed, and not looked at.
 *
 * @throws AppError `file_failed`, also where there is none; `aws_file_malformed`
 */
export async function readAwsConfig(path: string): Promise<AwsConfig> {
  const snapshot = await takeSnapshot(await findRealFile(path));
  if (snapshot === undefined) throw new AppError('file_failed', { path, reason: 'ENOENT' });
  try {
    return profilesIn(readIni(path, snapshot.bytes));
  } finally {
    await snapshot.handle.close();
  }
}

function profilesIn(ini: IniFile): AwsConfig {
  const views = [...ini.sections].map((section) => viewSection(ini, section));
  // What Python's own section says, all others say as well.
  const defaults = views.filter(({ section }) => section.name === defaultsName).map(said);
  const common: Said = {
    settings: Object.assign({}, ...defaults.map(({ settings }) => settings)) as Settings,
    brings: new Set(defaults.flatMap(({ brings }) => [...brings])),
  };
  const profiles = new Map<string, AwsProfile>();
  const ssoSessions = new Map<string, { readonly region?: string }>();
  for (const view of views) {
    const { name, line } = view.section;
    const own = said(view);
    const settings = { ...common.settings, ...own.settings };
    const profile = name === 'default' ? name : named('profile', name);
    const session = named('sso-session', name);
    const role = ownerOf(view) ?? own.role;
    if (profile !== undefined) {
      const brings = new Set([...common.brings, ...own.brings]);
      // The later of two sections for one profile is the one that counts.
      profiles.set(profile, {
        ...{ name: profile, line, settings, brings },
        ...(role !== undefined && settings.role_arn === undefined && { own: role }),
      });
    } else if (session !== undefined) {
      const { sso_region: region } = settings;
      ssoSessions.set(session, region === undefined ? {} : { region });
    }
  }
  return { path: ini.path, profiles: [...profiles.values()], ssoSessions };
}

/** The second word of a header. The AWS CLI takes it out of its quotes as a shell would. */
function named(kind: 'profile' | 'sso-session', header: string): string | undefined {
  const [, found, rest = ''] = /^(profile|sso-session)\s+(.*)$/.exec(header) ?? [];
  if (found !== kind) return undefined;
  const [, double, single, plain] = /^(?:"([^"\\]*)"|'([^']*)'|([^\s"'\\]+))$/.exec(trim(rest)) ?? [];
  return double ?? single ?? plain;
}

interface Said {
  readonly settings: Settings;
  readonly brings: ReadonlySet<Bringer>;
  /** The role whose credentials a command of Tobira's gives. */
  readonly role?: string;
}

const wanted: ReadonlySet<string> = new Set(profileKeys);
const brought = new Map<string, Bringer>(Object.entries(bringers));

function said({ lines }: SectionView): Said {
  const settings = new Map<string, string>();
  const brings = new Set<Bringer>();
  let role: string | undefined;
  for (const { kind, key = '', value } of lines) {
    if (kind !== 'option' && kind !== 'continuation') continue;
    const bringer = brought.get(key);
    if (bringer !== undefined) brings.add(bringer);
    if (bringer === 'token-file' && isOfCluster(value)) brings.add('cluster-token');
    if (key === 'credential_process' && kind === 'option') role = roleOf(value);
    // Granted keeps what belongs to IAM Identity Center under names of its own.
    const name = key.startsWith('granted_sso_') ? key.slice('granted_'.length) : key;
    if (!wanted.has(name)) continue;
    // What goes on over several lines is none of the values that mean something here.
    if (kind === 'continuation') settings.set(name, `${settings.get(name) ?? ''}\n${value}`);
    else settings.set(name, trim(value.slice(value.search(/[=:]/) + 1)));
  }
  // An empty one says nothing.
  const told = [...settings].filter(([, text]) => text !== '');
  return {
    settings: Object.fromEntries(told),
    brings,
    ...(role !== undefined && { role }),
  };
}

/** Where EKS, and Kubernetes by itself, put a service account's token. The path is looked at, and not kept. */
function isOfCluster(line: string): boolean {
  return /\/run\/secrets\/(?:eks\.amazonaws\.com|kubernetes\.io|tokens)\//.test(line);
}

/** The role that a command asks Tobira for, where that is what it does. */
function roleOf(line: string): string | undefined {
  const command = line.slice(line.search(/[=:]/) + 1);
  const [, role] =
    /(?:^|[\s/\\"'])tobira(?:\.exe|\.cmd)?["']?\s(?:.*\s)?credentials\s+["']?([\w.-]+)/.exec(command) ?? [];
  return role;
}
