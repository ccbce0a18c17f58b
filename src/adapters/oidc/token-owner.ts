import * as oidc from 'openid-client';
import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Identity } from '../../core/model.ts';

/** Doorkeeper's answer about a token; GitLab's ids are numbers. */
const tokenInfo = z.object({ resource_owner_id: z.union([z.number(), z.string().min(1)]) });

/**
 * Whose an access token is, in the words of an ID token's `sub`: without `openid` there is neither such a token nor
 * userinfo, but GitLab tells it to whoever bears the token.
 * @throws AppError `issuer_failed`, `issuer_not_oidc`, `network_*`
 */
export async function askOwner(
  configuration: oidc.Configuration,
  { issuer }: Identity,
  accessToken: string,
): Promise<string> {
  const response = await oidc.fetchProtectedResource(
    configuration,
    accessToken,
    new URL(`${issuer}/oauth/token/info`),
    'GET',
  );
  if (!response.ok) throw new AppError('issuer_failed', { issuer, status: response.status });
  try {
    const { resource_owner_id: owner } = tokenInfo.parse(await response.json());
    return String(owner);
  } catch (cause) {
    throw new AppError('issuer_not_oidc', { issuer }, { cause });
  }
}
