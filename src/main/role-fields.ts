import { exactDuration } from '../core/import/exact-duration.ts';
import type { ChainLink, Role } from '../core/model.ts';
import type { ChainLinkFields, RoleFields } from '../shared/settings-view.ts';

/** A role in use as the configuration file would say it: for its details, and for a copy of it. */
export function fieldsOf(role: Role): RoleFields {
  const { id, name, identity, arn, region, durationSeconds, consoleSeconds, destination, color } = role;
  const { tags, profile, confirm, readOnly, production, browser, chain, sessionPolicy } = role;
  return {
    ...{ id, identity, roleArn: arn.text, name, region, profile },
    ...(durationSeconds !== undefined && { duration: exactDuration(durationSeconds) }),
    ...(consoleSeconds !== undefined && { consoleDuration: exactDuration(consoleSeconds) }),
    ...(destination !== undefined && { destination }),
    ...(color !== undefined && { color }),
    ...(tags.length > 0 && { tags }),
    ...(confirm && { confirm }),
    ...(readOnly && { readOnly }),
    ...(production !== undefined && { production }),
    ...(browser && { browser }),
    ...(chain && { chain: chain.map(linkFields) }),
    ...(sessionPolicy !== undefined && { sessionPolicy: spread(sessionPolicy) }),
  };
}

function linkFields({ arn, externalId, sourceIdentity }: ChainLink): ChainLinkFields {
  return {
    roleArn: arn.text,
    ...(externalId !== undefined && { externalId }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
}

/** One value a line, so that people can read it. @param policy JSON */
function spread(policy: string): string {
  const value: unknown = JSON.parse(policy);
  return JSON.stringify(value, null, 2);
}
