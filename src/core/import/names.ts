import type { Role } from '../model.ts';
import { isProfileName } from '../profile-name.ts';
import type { ImportRemark } from './import-entry.ts';

/** Finds names that no role has yet. */
export interface Names {
  /**
   * @param name of the profile in AWS's file
   * @param roleName of the role in AWS, for the profile that everything uses which names none
   * @param remarks is told where a role cannot be called as its profile was
   * @returns `profile` where it is another one than the id makes it
   */
  take(
    name: string,
    roleName: string,
    remarks: ImportRemark[],
  ): { readonly id: string; readonly profile?: string };
}

/** @param roles that there are already */
export function createNames(roles: readonly Pick<Role, 'id' | 'profile'>[]): Names {
  const ids = new Set<string>(roles.map(({ id }) => id));
  const profiles = new Set(roles.map(({ profile }) => profile));
  return {
    take(name, roleName, remarks) {
      const isDefault = name === 'default';
      const wanted = idFrom(isDefault ? roleName : name);
      const id = free(wanted, ids);
      ids.add(id);
      if (id !== wanted) remarks.push({ kind: 'id-taken', id });
      const own = profileFor(id);
      const kept = !isDefault && isProfileName(name) && !profiles.has(name) ? name : free(own, profiles);
      profiles.add(kept);
      if (isDefault) remarks.push({ kind: 'default-profile', profile: kept });
      else if (kept !== name) remarks.push({ kind: 'profile-taken', profile: kept });
      return { id, ...(kept !== own && { profile: kept }) };
    },
  };
}

const longestId = 64;

/** What an id may hold, of a name that may hold anything. */
function idFrom(name: string): string {
  const id = name
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z\d]+|-+$/g, '')
    .slice(0, longestId);
  return id === '' ? 'role' : id;
}

/** What a role's profile is called where it says nothing of it. */
export function profileFor(id: string): string {
  return isProfileName(id) ? id : `profile-${id}`;
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const end = `-${number}`;
    const name = `${wanted.slice(0, longestId - end.length)}${end}`;
    if (!taken.has(name)) return name;
  }
}
