import type { ConfigEdit, EntryFields } from '../config-edits.ts';
import type { ImportedRole } from './import-entry.ts';

/** The edit that adds imported roles to the configuration: all of them, or none. @returns undefined where there are none */
export function importEdit([first, ...more]: readonly ImportedRole[]): ConfigEdit | undefined {
  if (first === undefined) return undefined;
  return { kind: 'add', list: 'roles', fields: fieldsOf(first), more: more.map(fieldsOf) };
}

/** A link that says nothing but its role is written as its ARN alone. */
function fieldsOf({ chain, ...role }: ImportedRole): EntryFields {
  if (chain === undefined) return role;
  return {
    ...role,
    chain: chain.map((link) => (Object.keys(link).length === 1 ? link.roleArn : { ...link })),
  };
}
