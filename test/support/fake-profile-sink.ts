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
import type { AwsCredentials, Role, RoleId } from '../../src/core/model.ts';

/** A credentials file that is a map, with the sink that writes it. */
export class FakeProfileSink implements CredentialSink, ProfileRemover {
  readonly id = 'profile';
  readonly path = '/home/ada/.aws/credentials';
  /** Access keys by profile. */
  readonly keys = new Map<string, string>();
  /** What earlier runs have left: role by profile. */
  readonly earlier = new Map<string, string>();
  /** The next writes fail with these. */
  readonly failures: AppError[] = [];
  readonly withdrawal: Withdrawal = {
    place: 'aws-files',
    withdraw: (roles) => {
      for (const [profile, role] of this.roles) {
        if (roles === undefined || roles.has(role)) this.keys.delete(profile);
      }
      return Promise.resolve(true);
    },
  };
  private readonly roles = new Map<string, RoleId>();

  async deliver({ role, target, credentials }: Delivery): Promise<Delivered> {
    const profile = target?.profile ?? role.profile;
    await this.write(profile, role.id, await credentials());
    return { kind: 'standing', ...this.stands(profile, role.id) };
  }

  standing(_roles: readonly Role[]): Promise<readonly Standing[]> {
    return Promise.resolve(
      [...this.earlier].map(([profile, role]) => {
        this.keys.set(profile, 'old');
        return this.stands(profile, role as RoleId);
      }),
    );
  }

  remove(profile: string, _files: AwsFiles): Promise<readonly ManagedProfile[]> {
    if (!this.keys.delete(profile)) throw new AppError('profile_unknown', { profile });
    return Promise.resolve([this.managed(profile, this.roles.get(profile) ?? '')]);
  }

  private stands(profile: string, role: RoleId): Standing {
    return {
      profile: this.managed(profile, role),
      renew: async (credentials) => {
        if (!this.keys.has(profile)) return false;
        await this.write(profile, role, credentials);
        return true;
      },
    };
  }

  private managed(profile: string, role: string): ManagedProfile {
    return { profile, role, mode: 'static', path: this.path };
  }

  private async write(profile: string, role: RoleId, credentials: AwsCredentials): Promise<void> {
    await Promise.resolve();
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    this.keys.set(profile, credentials.accessKeyId);
    this.roles.set(profile, role);
  }
}
