import { durationText } from '../duration.ts';
import type { RolePlan } from './role-plan.ts';
import { yamlText } from './yaml-text.ts';

/** A whole configuration file for whoever signs in; parts of it go into one that is there. */
export function tobiraConfig({ issuer, audience, roles, maxSessionSeconds }: RolePlan): string {
  return yamlText({
    version: 1,
    identities: [{ id: 'gitlab', provider: 'gitlab', issuer, clientId: audience }],
    roles: roles.map(({ name, arn }) => ({
      id: name.replace(/[^\w.-]/g, '-').toLowerCase(),
      name,
      identity: 'gitlab',
      roleArn: arn,
      ...(maxSessionSeconds > 3600 && { duration: durationText(maxSessionSeconds) }),
    })),
  });
}
