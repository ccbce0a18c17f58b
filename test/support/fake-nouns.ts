import { complaintWords } from '../../src/core/complaint-guide.ts';
import type { Complaint } from '../../src/core/config-complaint.ts';
import type {
  AwsCredentials,
  Identity,
  IdentityId,
  Role,
  RoleId,
  Settings,
  User,
} from '../../src/core/model.ts';
import type { Config, ConfigProblem } from '../../src/core/ports.ts';

export const ada: User = { subject: '42', name: 'Ada', username: 'ada', email: 'ada@example.com' };
export const bob: User = { subject: '57', name: 'Bob', username: 'bob', email: 'bob@example.com' };

/** An identity; what differs from the usual one is handed in. */
export function identityWith(
  change: Partial<Omit<Identity, 'id'>> & { readonly id?: string } = {},
): Identity {
  return {
    provider: 'gitlab',
    issuer: 'https://gitlab.example.com',
    clientId: 'app-1',
    scopes: ['openid'],
    ...change,
    id: (change.id ?? 'work') as IdentityId,
  };
}

/** A role of the identity `work`; what differs from the usual one is handed in. */
export function roleWith(
  change: Partial<Omit<Role, 'id' | 'identity' | 'arn'>> & {
    readonly id?: string;
    readonly identity?: string;
    readonly roleName?: string;
  } = {},
): Role {
  const { roleName = 'Admin', ...rest } = change;
  return {
    name: 'Production',
    region: 'eu-central-1',
    tags: [],
    profile: change.id ?? 'prod',
    confirm: false,
    readOnly: false,
    ...rest,
    id: (change.id ?? 'prod') as RoleId,
    identity: (change.identity ?? 'work') as IdentityId,
    arn: {
      text: `arn:aws:iam::123456789012:role/${roleName}`,
      partition: 'aws',
      accountId: '123456789012',
      roleName,
    },
  };
}

export function settingsWith(change: Partial<Settings> = {}): Settings {
  return {
    clipboard: { clearAfterMs: 30_000, clearOnQuit: true },
    profiles: { removeOnSignOut: true },
    confirmForMs: 15 * 60_000,
    localEndpoint: false,
    notifications: {
      beforeExpiryMs: 600_000,
      loginNeeded: true,
      clipboardCleared: true,
      newVersion: true,
      newCatalogue: true,
    },
    updates: { check: true },
    activityLog: true,
    startAtLogin: false,
    startHidden: false,
    showAllGroups: false,
    ...change,
  };
}

/** A complaint about the configuration. @param id of the second of two roles that have it */
export function problemWith(id: string, line?: number): ConfigProblem {
  const complaint: Complaint = { at: ['roles', 1, 'id'], kind: 'taken', id };
  return { ...(line !== undefined && { line }), message: complaintWords(complaint, 'en'), complaint };
}

export function configWith(change: Partial<Config> = {}): Config {
  return {
    path: '/home/ada/.config/tobira/config.yaml',
    identities: [identityWith()],
    roles: [roleWith()],
    endpoints: {},
    theme: 'system',
    settings: settingsWith(),
    browsers: {},
    language: 'system',
    problems: [],
    ...change,
  };
}

/** @param lifetime how long they are good for, in milliseconds */
export function credentialsFrom(now: number, lifetime = 3_600_000, mark = 'a'): AwsCredentials {
  return {
    accessKeyId: `ASIA-${mark}`,
    secretAccessKey: `secret-${mark}`,
    sessionToken: `session-${mark}`,
    issuedAt: now,
    expiresAt: now + lifetime,
    assumedRoleArn: 'arn:aws:sts::123456789012:assumed-role/Admin/ada@example.com',
  };
}
