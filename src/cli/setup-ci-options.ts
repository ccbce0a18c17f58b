import { roleOptions } from './setup-options.ts';

/** What `tobira setup ci` understands, whatever the provider. */
export const ciOptions = {
  ...roleOptions,
  provider: { type: 'string' },
  audience: { type: 'string' },
  project: { type: 'string' },
  repository: { type: 'string' },
  branch: { type: 'string', multiple: true },
  tag: { type: 'string', multiple: true },
  'any-ref': { type: 'boolean' },
  'protected-ref': { type: 'boolean' },
  'protected-environment': { type: 'boolean' },
  tier: { type: 'string' },
  environment: { type: 'string' },
  sub: { type: 'string', multiple: true },
  'whole-group': { type: 'boolean' },
  use: { type: 'string' },
} as const;

type Several = 'branch' | 'tag' | 'sub' | 'permission';
type Flag = 'any-ref' | 'protected-ref' | 'protected-environment' | 'whole-group' | 'offline' | 'json';

/** What was said of them; beside it what every command understands. */
export type CiValues = {
  readonly [Name in keyof typeof ciOptions | 'config' | 'json']?:
    (Name extends Several ? readonly string[] : Name extends Flag ? boolean : string) | undefined;
};
