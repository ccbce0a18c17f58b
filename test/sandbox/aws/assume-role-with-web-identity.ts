import type { Context } from './conditions.ts';
import { parametersOf } from './exchange.ts';
import type { Incoming } from './exchange.ts';
import { accountOf, commonContext, grantRole } from './role-session.ts';
import { StsError } from './sts-errors.ts';
import { readRoleParameters, WEB_IDENTITY_RULES } from './sts-parameters.ts';
import type { StsParts } from './sts-parts.ts';
import type { Fields } from './sts-xml.ts';
import { isTrusted } from './trust-policy.ts';
import { verifyWebIdentity } from './web-identity.ts';

/**
 * `AssumeRoleWithWebIdentity`: unsigned; the ID token is the proof.
 * @throws StsError
 */
export async function assumeRoleWithWebIdentity(incoming: Incoming, parts: StsParts): Promise<Fields> {
  const all = parametersOf(incoming);
  const parameters = readRoleParameters(all, WEB_IDENTITY_RULES);
  if (all['ProviderId'] !== undefined) {
    throw new StsError(
      'ValidationError',
      'ProviderId is only for OAuth 2.0 access tokens, not for OpenID Connect.',
    );
  }
  const account = accountOf(parameters.roleArn, parts.region, parts);
  const denied = new StsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
  if (account === undefined) throw denied;

  const { provider, subject, audiences, amr } = await verifyWebIdentity(
    all['WebIdentityToken'] ?? '',
    account,
    parts.keys,
    parts.clock,
  );
  const prefix = provider.name.toLowerCase();
  const context: Context = new Map([
    ...commonContext(parameters.sessionName, incoming.remoteAddress, parts.clock),
    ['aws:federatedprovider', [provider.arn]],
    [`${prefix}:aud`, audiences],
    [`${prefix}:sub`, [subject]],
    [`${prefix}:amr`, amr],
  ]);
  const role = parts.iam.role(parameters.roleArn);
  const caller = { kind: 'federated', providerArn: provider.arn } as const;
  const action = 'sts:AssumeRoleWithWebIdentity';
  if (role === undefined || !isTrusted(role.trustPolicy, { caller, action, context })) throw denied;

  return {
    SubjectFromWebIdentityToken: subject,
    Audience: audiences.join(','),
    Provider: provider.url,
    ...grantRole(role, parameters, 'web-identity', parts),
  };
}
