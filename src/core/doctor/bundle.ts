import type { Config } from '../ports.ts';
import { isWell, type Finding } from './finding.ts';
import { isUsualRegion, variables } from './environment-outline.ts';
import { isPath, outlineOfPath, outlineOfPaths } from './path-outline.ts';
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { createDiscreetScrubber, scrubbed, secretsIn } from './redaction.ts';
import type { AwsFilesReview } from './surroundings.ts';
import type { ProgramFacts } from './user-check-up.ts';

export interface BundleParts {
  readonly findings: readonly Finding[];
  readonly program: ProgramFacts;
  readonly config: Config | undefined;
  readonly review: AwsFilesReview | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's folder. */
  readonly home: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Details that name a person, or a thing by a name that somebody chose; each is told by its number alone, or not at all. */
const named = new Set(['identity', 'role', 'profile']);
const personal = new Set(['subject', 'audience', 'clientId', 'about']);
/** Places of files and programs: of these only what is the same for everybody is told. */
const places = new Set(['path', 'ownersPath', 'program']);

/** What helps others to help: plain data to be read by people. No secret is in it, and of people as little as can be. */
export function supportBundle(parts: BundleParts): object {
  const { findings, program, config, review, environment, home, now } = parts;
  const names = createPseudonyms(config, [
    ...(review?.profiles ?? []),
    ...(review?.managed ?? []).map(({ profile }) => profile),
  ]);
  const scrub = createDiscreetScrubber(secretsIn(environment), home);
  return scrubbed(
    {
      about: 'Tobira support bundle. Read it before you send it: hosts, regions and versions are in it.',
      version: 1,
      madeAt: new Date(now).toISOString(),
      ok: isWell(findings),
      program,
      findings: findings.map((one) => hidden(one, names, home)),
      ...(config !== undefined && { config: outline(config, names) }),
      environment: variables(environment),
      awsFiles: (review?.files ?? []).map(({ path, mode, folderMode, content }) => ({
        path: outlineOfPath(path, home),
        ...(mode !== undefined && { mode: mode.toString(8) }),
        ...(folderMode !== undefined && { folderMode: folderMode.toString(8) }),
        state: content.kind,
        ...(content.kind === 'read' && { profiles: content.profiles, managed: content.managed }),
      })),
    },
    scrub,
  );
}

function hidden({ check, about, level, code, details }: Finding, names: Pseudonyms, home: string): object {
  const told = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => told(key, item));
    if (typeof value !== 'string') return value;
    if (personal.has(key)) return '***';
    if (places.has(key) || isPath(value)) return outlineOfPath(value, home);
    if (key === 'region') return isUsualRegion(value) ? value : '***';
    return named.has(key) ? known(key, value, names) : outlineOfPaths(names.hide(value), home);
  };
  return {
    check,
    ...(about !== undefined && {
      about: check === 'aws-files' || isPath(about) ? outlineOfPath(about, home) : names.hide(about),
    }),
    level,
    code,
    details: Object.fromEntries(
      Object.entries(details).map(([key, value]: [string, unknown]) => [key, told(key, value)]),
    ),
  };
}

/** A name that is new here gets a number, too. */
function known(key: string, name: string, names: Pseudonyms): string {
  const stands = names.hide(name);
  if (stands !== name) return stands;
  return names.of(key === 'identity' || key === 'profile' ? key : 'role', name);
}

function outline({ identities, roles, endpoints, settings, problems }: Config, names: Pseudonyms): object {
  return {
    identities: identities.map(({ id, provider, issuer, scopes, redirectUri }) => ({
      id: names.of('identity', id),
      provider,
      issuer,
      scopes,
      ...(redirectUri !== undefined && { redirectUri }),
    })),
    roles: roles.map(({ id, identity, arn, region, durationSeconds, consoleSeconds, confirm }) => ({
      id: names.of('role', id),
      identity: names.of('identity', identity),
      partition: arn.partition,
      account: names.of('account', arn.accountId),
      region,
      ...(durationSeconds !== undefined && { durationSeconds }),
      ...(consoleSeconds !== undefined && { consoleSeconds }),
      confirm,
    })),
    endpoints: Object.fromEntries(
      Object.entries(endpoints).map(([key, url]: [string, unknown]) => [
        key,
        typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : '***',
      ]),
    ),
    settings,
    problems: problems.map(({ line }) => line ?? 0),
  };
}
