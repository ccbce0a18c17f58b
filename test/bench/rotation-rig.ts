import { createOidcIdentityProvider } from '../../src/adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../../src/adapters/oidc/provider-presets.ts';
import { createKeychain } from '../../src/adapters/system/keychain.ts';
import { createKeytarRenewal } from '../../src/adapters/system/keychain-process.ts';
import { createNodeHttp } from '../../src/adapters/system/node-http.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { startKeychainProcess } from '../../src/agent/keychain.ts';
import type { Identity, IdentityId } from '../../src/core/model.ts';
import { createTokenVault, type SessionRecord } from '../../src/core/token-vault.ts';
import { startGitLab, type GitLab } from '../sandbox/gitlab/gitlab.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { run } from '../support/process.ts';
import { buildRotatingProgram } from './rotating-program.ts';
import { parseMark, type Death, type Mark, type RotationOrder } from './rotation-steps.ts';

/** Users of the stand-in: each side by side has one of its own, so that their tokens can be told apart. */
const users = [42, 57] as const;

/** A real keyring, a GitLab, and a program that rotates its token between the two. */
export interface RotationRig {
  readonly gitlab: GitLab;
  /** An identity of its own for each of those that run side by side. @param lane 0 or 1 */
  identity(lane: number): Identity;
  /** Signs in and puts the first token into the keyring. */
  signIn(identity: Identity): Promise<void>;
  /** Puts the token into the keyring that GitLab gave out last: quicker than to sign in again. */
  repair(identity: Identity): Promise<void>;
  /** Runs the program to its end or its death. */
  rotate(identity: Identity, plan: { readonly rounds: number; readonly death?: Death }): Promise<Rotation>;
  /** What the keyring holds, read from outside the program. */
  stored(identity: Identity): Promise<string | undefined>;
  /** Whether GitLab takes a refresh token, once it has dealt with all that it was asked before. */
  accepts(identity: Identity, token: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface Rotation {
  /** The steps that have begun after the first rotation, which only warms up. */
  readonly marks: readonly Mark[];
  readonly killed: boolean;
}

export async function startRotationRig(): Promise<RotationRig> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const program = await buildRotatingProgram();
    closers.push(() => program.remove());
    const desktop = await startDesktop({ panel: false });
    closers.push(() => desktop.close());
    const gitlab = await startGitLab();
    closers.push(() => gitlab.close());
    // keytar, in the processes that are started here, asks the keyring of the session that is named.
    const before = process.env['DBUS_SESSION_BUS_ADDRESS'];
    process.env['DBUS_SESSION_BUS_ADDRESS'] = desktop.env['DBUS_SESSION_BUS_ADDRESS'];
    closers.push(() => {
      if (before === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS'];
      else process.env['DBUS_SESSION_BUS_ADDRESS'] = before;
    });
    return furnish({ program: program.entry, desktop, gitlab, closers, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Furniture {
  readonly program: string;
  readonly desktop: Desktop;
  readonly gitlab: GitLab;
  readonly closers: (() => unknown)[];
  readonly close: () => Promise<void>;
}

function furnish({ program, desktop, gitlab, closers, close }: Furniture): RotationRig {
  const clientId = gitlab.applications.default.uid;
  const provider = createOidcIdentityProvider(createNodeHttp({}), systemClock);
  const helper = startKeychainProcess(program);
  closers.push(() => helper.kill());
  const keytar = createKeytarRenewal(() => helper)();
  const keychain = createKeychain({
    // In a process of its own: this one may have to do with another desktop after this.
    load: () => keytar,
    clock: systemClock,
    platform: process.platform,
  });
  const vault = createTokenVault(keychain, { info: () => undefined, warn: () => undefined });
  const put = async (identity: Identity, record: SessionRecord): Promise<void> => {
    if ((await vault.write(identity, record)) !== 'keychain')
      throw new Error('The keyring did not take the token');
  };
  return {
    gitlab,
    close,
    identity: (lane) => ({
      id: `lane-${lane}` as IdentityId,
      provider: 'gitlab',
      issuer: gitlab.issuer,
      clientId,
      scopes: providerPresets.gitlab.scopes,
    }),
    async signIn(identity) {
      const { tokens, user } = await provider.login({
        identity,
        signal: AbortSignal.timeout(20_000),
        open: async (url) => {
          const callback = await gitlab.authorize(url, { user: gitlab.users.get(userOf(identity)) });
          // The page is shown only when the login is over.
          void fetch(callback);
        },
      });
      await put(identity, { refreshToken: tokens.refreshToken, user });
    },
    async repair(identity) {
      const user = userOf(identity);
      const live = gitlab.refreshTokens(user).at(-1);
      if (live === undefined) throw new Error('GitLab takes no token of this user');
      await put(identity, { refreshToken: live.token, user: { subject: String(user) } });
    },
    async rotate(identity, plan) {
      const order: RotationOrder = {
        issuer: gitlab.issuer,
        clientId,
        identity: identity.id,
        ...plan,
      };
      const { code, stdout, stderr } = await run(process.execPath, [program, JSON.stringify(order)], {
        env: desktop.env,
        deadline: 120_000,
      });
      if (code !== null && code !== 0) throw new Error(`The rotating process failed: ${stderr}`);
      const marks = stdout.split('\n').flatMap((line) => parseMark(line) ?? []);
      return { marks, killed: code === null };
    },
    async stored(identity) {
      return (await vault.reread(identity))?.refreshToken;
    },
    async accepts(identity, token) {
      // The stand-in answers token requests in their order: with this one answered, the killed one's is done.
      await fetch(`${gitlab.issuer}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          refresh_token: 'nobody',
          client_id: clientId,
        }),
      });
      return gitlab.refreshTokens(userOf(identity)).some((live) => live.token === token);
    },
  };
}

function userOf({ id }: Identity): number {
  const user = users[Number(id.replace('lane-', ''))];
  if (user === undefined) throw new Error(`Nobody runs in ${id}`);
  return user;
}
