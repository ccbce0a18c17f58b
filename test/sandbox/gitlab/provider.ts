import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type Provider from 'oidc-provider';
import type { Adapter, AdapterPayload, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { redirectUriMatches } from './applications.ts';
import type { Application, Applications } from './applications.ts';
import { userinfoClaims, userinfoClaimsByScope } from './claims.ts';
import { SCOPES } from './discovery.ts';
import { DEVICE_CODE_SECONDS } from './device-codes.ts';
import { devicePages } from './device-pages.ts';
import { errorPage } from './pages.ts';
import type { Store } from './store.ts';
import type { Users } from './users.ts';

export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
export const ACCESS_TOKEN_SECONDS = 7200;
const YEAR_SECONDS = 365 * 24 * 3600;

/** What the provider is built over. */
export interface ProviderParts {
  readonly issuer: string;
  readonly applications: Applications;
  readonly users: Users;
  readonly store: Store;
  readonly rotates: boolean;
}

/** Builds an oidc-provider that behaves like Doorkeeper as far as its configuration and extension points reach. */
export function createProvider(ProviderClass: typeof Provider, parts: ProviderParts): Provider {
  const provider = new ProviderClass(parts.issuer, configuration(parts));
  const { applications } = parts;

  // oidc-provider would let `localhost` use any port; overriding this method is its documented way to set another rule.
  provider.Client.prototype.redirectUriAllowed = function (this: { clientId: string }, uri: string): boolean {
    const registered = applications.get(this.clientId)?.redirectUris ?? [];
    return registered.some((candidate) => redirectUriMatches(candidate, uri));
  };
  // Doorkeeper's tokens and codes are 64 hex digits. The format is noted where oidc-provider's own method would.
  const hexId = function (this: { format?: string }): string {
    this.format = 'opaque';
    return randomBytes(32).toString('hex');
  };
  for (const model of [
    provider.AccessToken,
    provider.RefreshToken,
    provider.AuthorizationCode,
    provider.DeviceCode,
  ]) {
    Object.assign(model.prototype, { generateTokenId: hexId });
  }
  return provider;
}

function configuration(parts: ProviderParts): Configuration {
  const { issuer, applications, users, store, rotates } = parts;
  return {
    adapter: (model: string): Adapter =>
      model === 'Client' ? applicationAdapter(applications, store) : store.adapter(model),
    // ID tokens from here never leave the house: the token endpoint makes GitLab's own. A quick key is enough.
    jwks: { keys: [internalKey()] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    findAccount: (_context, subject) => {
      const user = users.bySubject(subject);
      if (!user || user.blocked) return undefined;
      return { accountId: subject, claims: () => userinfoClaims(issuer, user) };
    },
    scopes: [...SCOPES],
    claims: userinfoClaimsByScope,
    routes: {
      authorization: '/oauth/authorize',
      token: '/oauth/token',
      revocation: '/oauth/revoke',
      introspection: '/oauth/introspect',
      userinfo: '/oauth/userinfo',
      jwks: '/oauth/discovery/keys',
      device_authorization: '/oauth/authorize_device',
      code_verification: '/oauth/device',
    },
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    pkce: { required: () => false },
    clientBasedCORS: () => false,
    // Doorkeeper wants the redirect URI in every request, even where only one is registered.
    allowOmittingSingleRegisteredRedirectUri: false,
    // Doorkeeper issues and rotates refresh tokens without offline_access, and no browser session bounds them.
    issueRefreshToken: () => Promise.resolve(true),
    rotateRefreshToken: rotates,
    expiresWithSession: () => Promise.resolve(false),
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 600,
      DeviceCode: DEVICE_CODE_SECONDS,
      IdToken: 120,
      RefreshToken: YEAR_SECONDS,
      Grant: YEAR_SECONDS,
      Interaction: 3600,
      Session: 14 * 24 * 3600,
    },
    cookies: {
      keys: [randomBytes(16).toString('hex')],
      names: { session: '_gitlab_session', interaction: '_interaction', resume: '_resume' },
    },
    interactions: {
      url: (_context, { uid, prompt }) =>
        prompt.name === 'login' ? `/users/sign_in/${uid}` : `/oauth/consent/${uid}`,
    },
    loadExistingGrant: (context) => existingGrant(context, applications),
    renderError: (context, { error, error_description: description }) => {
      context.type = 'html';
      context.body = errorPage(error, description ?? '');
      // GitLab shows its own error page with 200 and never redirects when it cannot trust the redirect URI.
      if (context.path.startsWith('/oauth/authorize')) context.status = 200;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => client.clientId === token.clientId,
      },
      introspection: {
        enabled: true,
        allowedPolicy: (_context, client, token) => client.clientId === token.clientId,
      },
      deviceFlow: { enabled: true, charset: 'base-20', mask: '********', ...devicePages },
    },
  };
}

/**
 * Consent is asked on every login of a public client. GitLab skips the page only for a confidential client that
 * the user has granted the same before, and for applications an administrator marked as trusted.
 */
async function existingGrant(
  context: KoaContextWithOIDC,
  applications: Applications,
): Promise<InstanceType<Provider['Grant']> | undefined> {
  const { oidc } = context;
  const { client, session, provider, account } = oidc;
  if (!client || !session) return undefined;
  const granted = oidc.result?.consent?.grantId;
  if (granted !== undefined) return provider.Grant.find(granted);
  const application = applications.get(client.clientId);
  if (application?.trusted === true && account) {
    const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
    grant.addOIDCScope([...oidc.requestParamScopes].join(' '));
    await grant.save();
    return grant;
  }
  const earlier = session.grantIdFor(client.clientId);
  return application?.confidential === true && earlier !== undefined
    ? provider.Grant.find(earlier)
    : undefined;
}

/** Applications are looked up live, so a test can register or remove one at any time. */
function applicationAdapter(applications: Applications, store: Store): Adapter {
  return {
    ...store.adapter('Client'),
    find: (uid) => {
      const application = applications.get(uid);
      return Promise.resolve(application && clientMetadata(application));
    },
  };
}

function clientMetadata(application: Application): AdapterPayload {
  return {
    client_id: application.uid,
    client_name: application.name,
    ...(application.secret === undefined ? {} : { client_secret: application.secret }),
    token_endpoint_auth_method: application.confidential ? 'client_secret_basic' : 'none',
    redirect_uris: [...application.redirectUris],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token', DEVICE_CODE_GRANT],
    scope: application.scopes.join(' '),
    id_token_signed_response_alg: 'ES256',
  };
}

function internalKey(): Record<string, unknown> & { kty: string } {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return { ...jwk, kty: 'EC', use: 'sig', alg: 'ES256' };
}
