import type { ProviderName } from '../../core/model.ts';

/** Where identity providers differ. A new provider is a row in this table. */
export interface ProviderPreset {
  readonly scopes: readonly string[];
  /**
   * Whether a login asks for `offline_access`. OpenID Connect wants that for refresh tokens; GitLab gives them
   * without, and refuses scopes that it does not know.
   */
  readonly offlineAccess: boolean;
  /**
   * Whether a login tries the refresh token at once. OpenID Connect leaves it to the provider whether a refresh gives
   * an ID token (OpenID Connect Core, section 12.2); GitLab does.
   */
  readonly triesRefresh: boolean;
  /**
   * Where device logins start (RFC 8628), below the issuer, for a provider whose discovery document does not say:
   * GitLab's has the endpoint and does not name it.
   */
  readonly devicePath?: string;
}

export const providerPresets: Readonly<Record<ProviderName, ProviderPreset>> = {
  gitlab: {
    scopes: ['openid', 'email', 'profile'],
    offlineAccess: false,
    triesRefresh: false,
    devicePath: '/oauth/authorize_device',
  },
  oidc: { scopes: ['openid', 'email', 'profile'], offlineAccess: true, triesRefresh: true },
};
