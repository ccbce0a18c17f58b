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
