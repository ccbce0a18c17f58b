import type { Config } from '../ports.ts';
import { secretsIn } from './environment-secrets.ts';
import { isWell, withoutComplaints, type Finding } from './finding.ts';
import { isUsualRegion, variables } from './environment-outline.ts';
import { isPath, outlineOfPath, outlineOfPaths } from './path-outline.ts';
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { createDiscreetScrubber, createScrubber, scrubbed, scrubbedFinding } from './redaction.ts';
import { isSchemaWord } from './schema-words.ts';
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
  const secrets = secretsIn(environment);
  const withoutSecrets = createScrubber(secrets);
  const scrub = createDiscreetScrubber(secrets, home);
  return {
    about: 'Tobira support bundle. Read it before you send it: hosts, regions and versions are in it.',
    version: 1,
    madeAt: new Date(now).toISOString(),
    ok: isWell(findings),
    program,
    // First, so that nothing takes a secret apart; and last, for what is of no use but as a whole.
    findings: findings
      .map(withoutComplaints)
      .map((one) => scrubbedFinding(hidden(scrubbedFinding(one, withoutSecrets), names, home), scrub)),
    ...(config !== undefined && { config: scrubbed(outline(config, names), scrub) }),
    environment: variables(environment),
    awsFiles: (review?.files ?? []).map(({ path, mode, folderMode, content }) => ({
      path: scrub(outlineOfPath(path, home)),
      ...(mode !== undefined && { mode: mode.toString(8) }),
      ...(folderMode !== undefined && { folderMode: folderMode.toString(8) }),
      state: content.kind,
      ...(content.kind === 'read' && { profiles: content.profiles, managed: content.managed }),
    })),
  };
}

function hidden(found: Finding, names: Pseudonyms, home: string): Finding {
  const { check, about, details } = found;
  const told = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => told(key, item));
    if (typeof value !== 'string') return value;
    if (personal.has(key)) return '***';
    if (places.has(key) || isPath(value)) return outlineOfPath(value, home);
    if (key === 'region') return isUsualRegion(value) ? value : '***';
    return named.has(key) ? known(key, value, names) : outlineOfPaths(names.hide(value), home);
  };
  // The shape stays: texts become texts.
  return {
    ...found,
    ...(about !== undefined && {
      about: check === 'aws-files' || isPath(about) ? outlineOfPath(about, home) : names.hide(about),
    }),
    details: Object.fromEntries(
      Object.entries(details).map(([key, value]: [string, unknown]) => [key, told(key, value)]),
    ) as Finding['details'],
  } as Finding;
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
      issuer: addressOf(issuer),
      scopes: scopes.map((scope) => (isSchemaWord(scope) ? scope : '***')),
      ...(redirectUri !== undefined && { redirectUri: addressOf(redirectUri) }),
    })),
    roles: roles.map(({ id, identity, arn, chain, region, sessionPolicy, ...role }) => ({
      id: names.of('role', id),
      identity: names.of('identity', identity),
      partition: arn.partition,
      account: names.of('account', arn.accountId),
      // What a role's owner asks for says who that is.
      ...(chain && { chain: chain.map((link) => names.of('account', link.arn.accountId)) }),
      ...(sessionPolicy !== undefined && { sessionPolicy: sessionPolicy.length }),
      region: isUsualRegion(region) ? region : '***',
      ...(role.durationSeconds !== undefined && { durationSeconds: role.durationSeconds }),
      ...(role.consoleSeconds !== undefined && { consoleSeconds: role.consoleSeconds }),
      confirm: role.confirm,
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

/** Neither a login nor a parameter: these have no place in it, and may be secrets. */
function addressOf(address: string): string {
  if (!URL.canParse(address)) return '***';
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
