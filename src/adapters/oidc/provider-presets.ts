import type { ProviderName } from '../../core/model.ts';

/** Where identity providers differ. A new provider is a row in this table. */
export interface ProviderPreset {
  readonly scopes: readonly string[];
  /**
   * Whether a login asks for `offline_access`. OpenID Connect wants that for refresh tokens; GitLab gives them
   * without, and refuses scopes that it does not know.
   */
  readonly offlineAccess: boolean;
}

export const providerPresets: Readonly<Record<ProviderName, ProviderPreset>> = {
  gitlab: { scopes: ['openid', 'email', 'profile'], offlineAccess: false },
  oidc: { scopes: ['openid', 'email', 'profile'], offlineAccess: true },
};
