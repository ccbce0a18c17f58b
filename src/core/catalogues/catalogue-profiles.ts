import type { Complaint } from '../config-complaint.ts';
import type { CatalogueId, Role } from '../model.ts';
import { isProfileName } from '../profile-name.ts';
import type { CatalogueRole } from './ports.ts';

/** No id of a role becomes the profile that AWS's tools use where nobody names one. */
export function usualProfile(id: string): string {
  return isProfileName(id) && id.toLowerCase() !== 'default' ? id : `profile-${id}`;
}

/**
 * Sees to it that no catalogue's role goes by the profile of a role that is not of the same catalogue: whoever writes the one
 * would replace the other's keys, and tools that name the profile would work somewhere else.
 */
export function createProfileNames(local: readonly Pick<Role, 'id' | 'profile'>[]) {
  const holders = new Map<string, Pick<Role, 'id' | 'catalogue'>>();
  // Names that differ in case alone look like one.
  const hold = (profile: string, holder: Pick<Role, 'id' | 'catalogue'>) =>
    holders.set(profile.toLowerCase(), holder);
  for (const role of local) hold(role.profile, role);

  return {
    /** @returns the profile that the role goes by; where it is another than it wants, there is a complaint more */
    take({ id, profile }: CatalogueRole, catalogue: CatalogueId, complaints: Complaint[]): string {
      const holder = (name: string) => {
        const found = holders.get(name.toLowerCase());
        return found?.catalogue === catalogue ? undefined : found;
      };
      const other = holder(profile);
      let instead = profile;
      for (let count = 0; holder(instead) !== undefined; count += 1)
        instead = [usualProfile(id), `${id}-${catalogue}`.slice(0, 120)][count] ?? `profile-${id}-${count}`;
      if (other !== undefined)
        complaints.push({ at: ['roles'], kind: 'profile-of-other', id, profile, role: other.id, instead });
      hold(instead, { id, catalogue });
      return instead;
    },
  };
}
