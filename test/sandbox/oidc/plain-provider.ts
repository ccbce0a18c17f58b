import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { SandboxClock } from '../gitlab/clock.ts';
import { loadProvider } from '../gitlab/load-provider.ts';
import { Store } from '../gitlab/store.ts';

/** How a provider treats refreshes; OpenID Connect leaves all of it open. */
export interface PlainProviderOptions {
  /** Whether a refresh gives a new refresh token and ends the old one. */
  readonly rotates: boolean;
  /** Whether a refresh gives an ID token; oidc-provider's repeats the login's nonce. */
  readonly refreshGivesIdToken: boolean;
  /** Whether it can be told to forget a session (RFC 7009); it can where absent. */
  readonly revokes?: boolean;
  /** Whether its name ends in a slash, as some providers' do. */
  readonly slash?: boolean;
}

/** oidc-provider as it is, with one user who agrees to everything: an identity provider that is no GitLab. */
export interface PlainProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly subject: string;
  /** The replies of the token endpoint, in order. */
  readonly replies: readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

export async function startPlainProvider(options: PlainProviderOptions): Promise<PlainProvider> {
  const Provider = await loadProvider();
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = options.slash === true ? `${address}/` : address;
  const clientId = 'tobira';
  const subject = 'user-7';
  const replies: Readonly<Record<string, unknown>>[] = [];

  const provider = new Provider(issuer, configuration(clientId, subject, options));
  provider.use(async (context, next) => {
    await next();
    if (context.path !== '/token' || context.status !== 200) return;
    const isRefresh = (context as KoaContextWithOIDC).oidc.params?.['grant_type'] === 'refresh_token';
    const left = { ...(context.body as Record<string, unknown>) };
    if (isRefresh && !options.refreshGivesIdToken) delete left['id_token'];
    if (isRefresh && !options.rotates) delete left['refresh_token'];
    context.body = left;
    replies.push(left);
  });
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (!(request.url ?? '').startsWith('/interaction/')) return void handle(request, response);
    void (async () => {
      const { prompt, params } = await provider.interactionDetails(request, response);
      if (prompt.name === 'login') {
        return provider.interactionFinished(request, response, { login: { accountId: subject } });
      }
      const grant = new provider.Grant({ accountId: subject, clientId });
      grant.addOIDCScope(String(params['scope']));
      return provider.interactionFinished(
        request,
        response,
        { consent: { grantId: await grant.save() } },
        { mergeWithLastSubmission: true },
      );
    })().catch(() => response.destroy());
  });

  return {
    issuer,
    clientId,
    subject,
    replies,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function configuration(
  clientId: string,
  subject: string,
  { rotates, revokes = true }: PlainProviderOptions,
): Configuration {
  const store = new Store(new SandboxClock());
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return {
    adapter: (model: string) => store.adapter(model),
    jwks: { keys: [{ ...key, kty: 'EC', use: 'sig', alg: 'ES256' }] },
    clients: [
      {
        client_id: clientId,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: subject, preferred_username: 'grace', email: 'grace@example.com' }),
    }),
    claims: { openid: ['sub'], email: ['email'], profile: ['preferred_username'] },
    rotateRefreshToken: rotates,
    cookies: { keys: [randomBytes(16).toString('hex')] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // Said so that oidc-provider does not print that it uses its defaults.
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, RefreshToken: 600, IdToken: 120 },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: revokes,
        allowedPolicy: (_context, client, token) => client.clientId === token.clientId,
      },
    },
  };
}
