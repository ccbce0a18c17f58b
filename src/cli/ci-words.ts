import { partition } from '../adapters/aws/partitions.ts';
import type { JobEnvironment } from '../core/ci-environment.ts';
import { mistakenFor } from '../core/ci-mistaken-token.ts';
import { parseDuration } from '../core/duration.ts';
import { AppError } from '../core/errors.ts';
import type { ChainLink, Endpoints, RoleArn } from '../core/model.ts';
import { parseRoleArn } from '../core/role-arn.ts';
import { isSafeUrl } from '../core/safe-url.ts';
import { checkRegion, required } from './arguments.ts';
import { chainOptions, readChain, type WordTokens } from './ci-chain.ts';

/** What all of `tobira ci` takes. */
export const jobOptions = {
  'role-arn': { type: 'string' },
  'id-token-env': { type: 'string' },
  audience: { type: 'string' },
  'session-name': { type: 'string' },
  region: { type: 'string' },
  duration: { type: 'string' },
  ...chainOptions,
} as const;

type Single = Exclude<keyof typeof jobOptions, keyof typeof chainOptions>;

/** As they are read. */
interface JobArguments {
  readonly values: Readonly<Partial<Record<Single, string | undefined>>>;
  readonly tokens: WordTokens;
}

/** A job's wishes, checked as far as that goes without its token. */
export interface JobWords {
  readonly roleArn: RoleArn;
  readonly chain?: readonly ChainLink[];
  readonly region: string;
  readonly endpoints: Endpoints;
  readonly durationSeconds?: number;
  readonly variable?: string;
  readonly audience?: string;
  readonly sessionName?: string;
}

/** @throws AppError `usage`, or `partition_unsupported` */
export function readJobWords({ values, tokens }: JobArguments, environment: JobEnvironment): JobWords {
  const roleArn = readRoleArn(required(values['role-arn'], '--role-arn'));
  const chain = readChain(tokens, roleArn);
  const region =
    chosen(values.region) ??
    chosen(environment['AWS_REGION']) ??
    chosen(environment['AWS_DEFAULT_REGION']) ??
    partition(roleArn.partition).defaultRegion;
  checkRegion(region);
  const durationSeconds = readDuration(chosen(values.duration));
  const variable = chosen(values['id-token-env']);
  checkVariableName(variable, environment);
  const audience = chosen(values.audience);
  const sessionName = chosen(values['session-name']);
  return {
    roleArn,
    ...(chain.length > 0 && { chain }),
    region,
    endpoints: endpointsFrom(environment),
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(variable !== undefined && { variable }),
    ...(audience !== undefined && { audience }),
    ...(sessionName !== undefined && { sessionName }),
  };
}

/** CI systems hand over variables that are there and empty. */
function chosen(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function readRoleArn(text: string): RoleArn {
  const arn = parseRoleArn(text);
  if (arn !== undefined) return arn;
  throw new AppError('usage', { fault: 'no-role-arn', text });
}

/** Whoever writes "$NAME" for NAME hands over the token itself: it is not looked up, nor repeated. */
function checkVariableName(name: string | undefined, environment: JobEnvironment): void {
  if (name === undefined || environment[name] !== undefined) return;
  if (/^[A-Za-z_]\w*$/.test(name) && mistakenFor(name, environment) === undefined) return;
  throw new AppError('usage', { fault: 'no-variable-name', option: '--id-token-env' });
}

function readDuration(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds >= 900 && seconds <= 43_200) return seconds;
  throw new AppError('usage', { fault: 'no-duration', text, shortest: '15m', longest: '12h' });
}

/** A job has no configuration file: its environment names other endpoints where there are any. */
function endpointsFrom(environment: JobEnvironment): Endpoints {
  const variables = {
    sts: 'AWS_ENDPOINT_URL_STS',
    signin: 'TOBIRA_SIGNIN_ENDPOINT',
    console: 'TOBIRA_CONSOLE_ENDPOINT',
  } as const;
  const found = Object.entries(variables).flatMap(([endpoint, variable]) => {
    const url = environment[variable];
    if (url === undefined || url === '') return [];
    if (isSafeUrl(url)) return [[endpoint, url]];
    throw new AppError('usage', { fault: 'variable-no-endpoint', variable });
  });
  return Object.fromEntries(found) as Endpoints;
}
