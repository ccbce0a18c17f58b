import { parse, stringify } from 'yaml';
import type { Sandbox } from '../../sandbox/sandbox.ts';

interface Document {
  readonly identities: readonly Record<string, unknown>[];
  readonly roles: readonly Record<string, unknown>[];
}

interface Changes {
  readonly identity?: Readonly<Record<string, unknown>>;
  /** By role id. */
  readonly roles?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The sandbox's configuration with other values in some places. */
export function configWith(sandbox: Sandbox, { identity = {}, roles = {} }: Changes): string {
  const document = parse(sandbox.configYaml()) as Document;
  return stringify({
    ...document,
    identities: document.identities.map((entry) => ({ ...entry, ...identity })),
    roles: document.roles.map((entry) => ({ ...entry, ...roles[String(entry['id'])] })),
  });
}

/** The sandbox's roles that AWS gives again and again, under so many other names; each team has 30 of them. */
export function manyRoles(sandbox: Sandbox, count: number, more = {}): string {
  const document = parse(sandbox.configYaml()) as Document;
  const given = document.roles.filter((role) => role['id'] !== 'audit');
  const roles = Array.from({ length: count }, (_, index) => ({
    ...given[index % given.length],
    id: `role-${index + 1}`,
    name: `Account ${String(index + 1).padStart(3, '0')}`,
    profile: `role-${index + 1}`,
    tags: [`Team ${Math.floor(index / 30) + 1}`],
  }));
  return stringify({ ...document, roles, ...more });
}
