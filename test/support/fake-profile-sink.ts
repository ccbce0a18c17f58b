import type {
  AwsFiles,
  CredentialSink,
  Delivered,
  Delivery,
  ManagedProfile,
  ProfileRemover,
  Standing,
  Withdrawal,
} from '../../src/core/delivery-ports.ts';
import { AppError } from '../../src/core/errors.ts';
import type { Access, AwsCredentials, Role, RoleId } from '../../src/core/model.ts';
import type { Gate } from './fake-gate.ts';

/** A credentials file that is a map, with the sink that writes it. */
export class FakeProfileSink implements CredentialSink, ProfileRemover {
  readonly id = 'profile';
  readonly path = '/home/ada/.aws/credentials';
  /** Access keys by profile. */
  readonly keys = new Map<string, string>();
  /** What earlier runs have left: role by profile. */
  readonly earlier = new Map<string, string>();
  /** What the sessions of those may do, where the marker says so. */
  readonly earlierAccess = new Map<string, Access>();
  readonly regions = new Map<string, string>();
  /** The roles' ARNs by profile, as the marker bears them. */
  readonly arns = new Map<string, string>();
  /** The next delivery waits there for its turn to write. */
  gate: Gate | undefined;
  /** How often the file has been read for what stands there. */
  reads = 0;
  /** Nothing can be taken back. */
  stuck = false;
  /** The next writes fail with these. */
  readonly failures: AppError[] = [];
  readonly withdrawal: Withdrawal = {
    place: 'aws-files',
    withdraw: (isMeant) => {
      const malformed = { path: this.path, line: 7, reason: 'a stray line' };
      if (this.stuck) return Promise.resolve([new AppError('aws_file_malformed', malformed)]);
      for (const [profile, role] of this.earlier) if (isMeant(role)) this.keys.delete(profile);
      for (const [profile, role] of this.roles) {
        if (isMeant(role)) this.keys.delete(profile);
      }
      return Promise.resolve([]);
    },
  };
  private readonly roles = new Map<string, RoleId>();
  /** What it wrote last, by profile. */
  private readonly written = new Map<string, string>();

  async deliver({ role, target, access, credentials }: Delivery): Promise<Delivered> {
    const profile = target?.profile ?? role.profile;
    const goods = await credentials();
    await this.gate?.passed();
    await this.write(profile, role, goods);
    const standing = this.stands(profile, role.id);
    return { kind: 'standing', ...standing, profile: { ...standing.profile, ...(access && { access }) } };
  }

  /** How often in a row the file cannot be read. */
  unreadable = 0;

  standing(roles: readonly Role[]): Promise<{ found: readonly Standing[]; complete: boolean }> {
    if (this.unreadable > 0) {
      this.unreadable -= 1;
      return Promise.resolve({ found: [], complete: false });
    }
    const found = [...this.earlier].flatMap(([profile, role]) => {
      if (!roles.some(({ id }) => id === role)) return [];
      if (!this.keys.has(profile)) this.keys.set(profile, 'old');
      const standing = this.stands(profile, role as RoleId);
      const access = this.earlierAccess.get(profile);
      return [{ ...standing, profile: { ...standing.profile, ...(access && { access }) } }];
    });
    return Promise.resolve({ found, complete: true });
  }

  remove(profile: string, _files: AwsFiles): Promise<readonly ManagedProfile[]> {
    if (!this.keys.delete(profile)) throw new AppError('profile_unknown', { profile });
    return Promise.resolve([this.managed(profile, this.roles.get(profile) ?? '')]);
  }

  private stands(profile: string, role: RoleId): Standing {
    return {
      profile: this.managed(profile, role),
      files: { credentials: this.path, config: '/home/ada/.aws/config' },
      renew: async (credentials, wanted) => {
        this.reads += 1;
        if (!this.keys.has(profile)) return false;
        await this.write(profile, wanted, credentials);
        return true;
      },
      restore: async (credentials, wanted) => {
        await this.write(profile, wanted, credentials);
        return true;
      },
      hasChanged: () => Promise.resolve(this.keys.get(profile) !== this.written.get(profile)),
      takeBack: () => {
        this.keys.delete(profile);
        return Promise.resolve();
      },
    };
  }

  private managed(profile: string, role: string): ManagedProfile {
    return { profile, role, mode: 'static', path: this.path };
  }

  private async write(profile: string, role: Role, credentials: AwsCredentials): Promise<void> {
    await Promise.resolve();
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    this.keys.set(profile, credentials.accessKeyId);
    this.written.set(profile, credentials.accessKeyId);
    this.roles.set(profile, role.id);
    this.regions.set(profile, role.region);
    this.arns.set(profile, role.arn.text);
  }
}
