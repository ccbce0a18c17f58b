import { profileFor } from '../core/import/names.ts';
import type { CatalogueId, IdentityId, RoleId } from '../core/model.ts';
import type { Config } from '../core/ports.ts';
import type { KnownRoles } from '../core/import/plan-import.ts';
import { parseRoleArn } from '../core/role-arn.ts';
import { ask } from './owner.ts';

/** The roles that there are: those of the file, and those of catalogues, which whoever holds them tells. */
export async function rolesThere(
  { roles, catalogues = [] }: Config,
  path: string | undefined,
): Promise<KnownRoles> {
  if (catalogues.length === 0) return { roles };
  const reported = (await ask(path, 'roles', {})).flatMap(({ catalogue, roleArn, ...role }) => {
    const arn = parseRoleArn(roleArn);
    if (catalogue === undefined || arn === undefined) return [];
    const { id, identity, region, chain } = role;
    return {
      ...{ id: id as RoleId, identity: identity as IdentityId, arn, region, profile: profileFor(id) },
      ...{ catalogue: catalogue as CatalogueId, isChained: chain !== undefined },
    };
  });
  return {
    roles: [...roles, ...reported.filter(({ isChained }) => !isChained)],
    // The external ids of a chain are not told: it may be another way than it looks.
    others: reported.filter(({ isChained }) => isChained),
  };
}
