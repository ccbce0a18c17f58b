import { asAppError } from '../errors.ts';
import { checkIssuer } from '../issuer-check.ts';
import type { Endpoints, Identity, Role } from '../model.ts';
import type { Clock } from '../ports.ts';
import { checkClocks, type HostClock } from './clock-check.ts';
import { createDatedHttp, type DatedHttp } from './dated-http.ts';
import { failure, finding, skipped, trouble, type Finding, type OnFinding, type Place } from './finding.ts';
import type { CheckPorts } from './machine.ts';
import { checkRoutes, type Routes, type Target } from './route-check.ts';
import { forEachOf } from './time-limit.ts';

/** What of a configuration is to be reached. */
export interface Scope {
  readonly identities: readonly Identity[];
  readonly roles: readonly Role[];
  readonly endpoints: Endpoints;
}

/** Whom there is no use in asking further. */
export interface Unreached {
  readonly issuers: ReadonlySet<string>;
  /** By the role's STS host. */
  readonly aws: ReadonlySet<string>;
}

const atOnce = 4;
const timeoutMs = 10_000;

/** The way to the issuers and to AWS, what they answer, and what their clocks say. */
export async function checkNetwork(
  scope: Scope,
  { http, machine, awsAddresses }: CheckPorts,
  clock: Clock,
  onFinding: OnFinding,
): Promise<Unreached> {
  const dated = createDatedHttp(http, clock);
  const { issuers, aws } = targetsOf(scope, awsAddresses, onFinding);
  const routes = await checkRoutes([...issuers, ...aws], machine, onFinding);
  const unreached = { issuers: new Set<string>(), aws: new Set<string>() };
  await forEachOf(issuers, atOnce, async ({ url, host }) => {
    const place: Place = { check: 'issuer', about: url };
    const closed = routes(host);
    const found = closed === undefined ? await lookAt(url, dated, clock) : [skipped(place, closed)];
    if (found.some(isInTheWay)) unreached.issuers.add(url);
    found.forEach(onFinding);
  });
  await forEachOf(aws, atOnce, async (one) => {
    const found = await knock(one, routes, dated);
    if (found.level !== 'ok') unreached.aws.add(one.host);
    onFinding(found);
  });
  const clocks = [...issuers, ...aws].flatMap(({ host, what }): HostClock[] => {
    const seconds = dated.offBy(host);
    return seconds === undefined ? [] : [{ host, what, seconds }];
  });
  if (issuers.length + aws.length > 0) checkClocks(clocks).forEach(onFinding);
  return unreached;
}

/** The addresses that Tobira has to reach, each once. */
export function targetsOf(
  { identities, roles, endpoints }: Scope,
  awsAddresses: CheckPorts['awsAddresses'],
  onFinding: OnFinding,
): { readonly issuers: readonly Target[]; readonly aws: readonly Target[] } {
  return {
    issuers: distinct(identities.map(({ issuer }) => target(issuer, 'issuer'))),
    aws: distinct(roles.flatMap((role) => awsTargets(role, endpoints, awsAddresses, onFinding))),
  };
}

async function lookAt(issuer: string, http: DatedHttp, clock: Clock): Promise<readonly Finding[]> {
  const place: Place = { check: 'issuer', about: issuer };
  const { findings } = await checkIssuer(issuer, http, clock);
  const good = findings.every(({ level }) => level !== 'fail');
  return [
    ...(good ? [finding(place, 'ok', 'issuer_good', { issuer })] : []),
    ...findings.map((one) => trouble(place, one)),
  ];
}

/** What keeps Tobira from a login, too: not all that keeps AWS from the issuer does. */
function isInTheWay({ level, code }: Finding): boolean {
  return level === 'skipped' || (level === 'fail' && !code.startsWith('address-'));
}

/** Asks without any secret: a refusal shows that somebody is there, and what the time is. */
async function knock({ url, host }: Target, routes: Routes, http: DatedHttp): Promise<Finding> {
  const place: Place = { check: 'aws', about: host };
  const closed = routes(host);
  if (closed !== undefined) return skipped(place, closed);
  try {
    const { status } = await http.send({ method: 'GET', url, timeoutMs });
    return finding(place, 'ok', 'aws_reached', { host, status });
  } catch (error) {
    return failure(place, asAppError(error));
  }
}

function awsTargets(
  role: Role,
  endpoints: Endpoints,
  awsAddresses: CheckPorts['awsAddresses'],
  onFinding: OnFinding,
): readonly Target[] {
  try {
    const { sts, signin } = awsAddresses(role, endpoints);
    // Without parameters both would send a browser elsewhere: a question that they refuse is answered.
    return [
      target(asking(sts, 'Action=GetCallerIdentity&Version=2011-06-15'), 'aws'),
      target(asking(signin, 'Action=getSigninToken'), 'aws'),
    ];
  } catch (error) {
    onFinding(failure({ check: 'aws', about: role.id }, asAppError(error)));
    return [];
  }
}

function asking(url: string, question: string): string {
  const asked = new URL(url);
  asked.search = question;
  return asked.href;
}

function target(url: string, what: Target['what']): Target {
  return { url, host: new URL(url).host, what };
}

/** One for each address of an issuer, and for each host of AWS. */
function distinct(targets: readonly Target[]): readonly Target[] {
  const key = ({ url, host, what }: Target) => (what === 'issuer' ? url : host);
  return [...new Map(targets.map((one) => [key(one), one])).values()];
}
