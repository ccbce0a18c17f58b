import { createOidcIdentityProvider } from '../../src/adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../../src/adapters/oidc/provider-presets.ts';
import { createKeychain } from '../../src/adapters/system/keychain.ts';
import { createNodeHttp } from '../../src/adapters/system/node-http.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import type { Identity, IdentityId } from '../../src/core/model.ts';
import { createTokenVault } from '../../src/core/token-vault.ts';
import { startGitLab, type GitLab } from '../sandbox/gitlab/gitlab.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { run } from '../support/process.ts';
import { buildRotatingProgram } from './rotating-program.ts';
import { parseMark, type Death, type Mark, type RotationOrder } from './rotation-steps.ts';

const AIKO = 42;

/** A real keyring, a GitLab, and a program that rotates its token between the two. */
export interface RotationRig {
  readonly gitlab: GitLab;
  /** An identity of its own for each of those that run side by side. */
  identity(name: string): Identity;
  /** Signs in and puts the first token into the keyring. */
  signIn(identity: Identity): Promise<void>;
  /** Runs the program to its end or its death. */
  rotate(identity: Identity, plan: { readonly rounds: number; readonly death?: Death }): Promise<Rotation>;
  /** What the keyring holds, read from outside the program. */
  stored(identity: Identity): Promise<string | undefined>;
  /** Whether GitLab takes a refresh token, once it has dealt with all that it was asked before. */
  accepts(token: string): Promise<boolean>;
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
    // keytar asks the keyring of the session that this process names.
    const before = process.env['DBUS_SESSION_BUS_ADDRESS'];
    process.env['DBUS_SESSION_BUS_ADDRESS'] = desktop.env['DBUS_SESSION_BUS_ADDRESS'];
    closers.push(() => {
      if (before === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS'];
      else process.env['DBUS_SESSION_BUS_ADDRESS'] = before;
    });
    return furnish({ program: program.entry, desktop, gitlab, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Furniture {
  readonly program: string;
  readonly desktop: Desktop;
  readonly gitlab: GitLab;
  readonly close: () => Promise<void>;
}

function furnish({ program, desktop, gitlab, close }: Furniture): RotationRig {
  const clientId = gitlab.applications.default.uid;
  const provider = createOidcIdentityProvider(createNodeHttp({}), systemClock);
  const keychain = createKeychain({
    load: async () => (await import('keytar')).default,
    clock: systemClock,
    platform: process.platform,
  });
  const vault = createTokenVault(keychain, { info: () => undefined, warn: () => undefined });
  return {
    gitlab,
    close,
    identity: (name) => ({
      id: name as IdentityId,
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
          const callback = await gitlab.authorize(url, { user: gitlab.users.get(AIKO) });
          // The page is shown only when the login is over.
          void fetch(callback);
        },
      });
      const { refreshToken } = tokens;
      if ((await vault.write(identity, { refreshToken, user })) !== 'keychain') {
        throw new Error('The keyring did not take the first token');
      }
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
    async accepts(token) {
      // The stand-in answers token requests in their order: with this one answered, the killed one's is done.
      await fetch(`${gitlab.issuer}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          refresh_token: 'nobody',
          client_id: clientId,
        }),
      });
      return gitlab.refreshTokens(AIKO).some((live) => live.token === token);
    },
  };
}
