import { writeFile } from 'node:fs/promises';
import { createConsoleFederation } from '../adapters/aws/console-federation.ts';
import { partition } from '../adapters/aws/partitions.ts';
import { createStsRoleAssumer } from '../adapters/aws/sts-role-assumer.ts';
import { formats } from '../adapters/sinks/formats.ts';
import { sectionNameFrom } from '../adapters/sinks/formats/ini.ts';
import { createNodeHttp } from '../adapters/system/node-http.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { systemRandom } from '../adapters/system/system-random.ts';
import { createCiJob, type CiJob } from '../core/ci-job.ts';
import { durationText, parseDuration } from '../core/duration.ts';
import { AppError } from '../core/errors.ts';
import type { Endpoints, RoleArn } from '../core/model.ts';
import { parseRoleArn } from '../core/role-arn.ts';
import { isSafeUrl } from '../core/safe-url.ts';
import { checkDestination, checkRegion, readArguments, required } from './arguments.ts';
import { chooseFormat } from './format-option.ts';
import { print, printJson, say } from './output.ts';
import { loadTexts } from './texts.ts';

const jobOptions = {
  'role-arn': { type: 'string' },
  'id-token-env': { type: 'string' },
  'session-name': { type: 'string' },
  region: { type: 'string' },
  duration: { type: 'string' },
} as const;

/** `tobira ci console|credentials`: in a CI job, on plain Node, with nothing but the job's ID token. */
export async function ci([verb, ...words]: readonly string[]): Promise<void> {
  switch (verb) {
    case 'console':
      return ciConsole(words);
    case 'credentials':
      return ciCredentials(words);
    default:
      throw new AppError('usage', { fault: 'command-choice', commands: ['ci console', 'ci credentials'] });
  }
}

async function ciConsole(words: readonly string[]): Promise<void> {
  const own = {
    ...jobOptions,
    print: { type: 'boolean' },
    out: { type: 'string' },
    destination: { type: 'string' },
  } as const;
  const { values } = readArguments(words, own, 0);
  if ((values.print ?? false) === (values.out !== undefined)) {
    throw new AppError('usage', { fault: 'address-without-place' });
  }
  checkDestination(values.destination);
  const sessionSeconds = readDuration(values.duration);
  const { job } = createJob(values);
  const { ci: texts } = await loadTexts();
  const url = await job.consoleUrl({
    ...(values.destination !== undefined && { destination: values.destination }),
    ...(sessionSeconds !== undefined && { sessionSeconds }),
  });
  if (values.out !== undefined) {
    await writeSecret(values.out, `${url}\n`);
    say(texts.wrote(values.out));
    return;
  }
  say(texts.publicLog);
  if (values.json) printJson({ url });
  else print(`${url}\n`);
}

async function ciCredentials(words: readonly string[]): Promise<void> {
  const { values } = readArguments(words, { ...jobOptions, format: { type: 'string' } }, 0);
  const format = chooseFormat(values.format, values.json);
  const { job, region, roleArn } = createJob(values);
  const { ci: texts } = await loadTexts();
  const credentials = await job.credentials(readDuration(values.duration), (seconds) =>
    say(texts.durationShortened(durationText(seconds))),
  );
  print(formats[format]({ credentials, region, profile: sectionNameFrom(roleArn.roleName) }));
}

type JobValues = Readonly<Partial<Record<keyof typeof jobOptions, string | undefined>>>;

function createJob(values: JobValues): {
  readonly job: CiJob;
  readonly region: string;
  readonly roleArn: RoleArn;
} {
  const environment = process.env;
  const roleArn = readRoleArn(required(values['role-arn'], '--role-arn'));
  const region =
    chosen(values.region) ??
    chosen(environment['AWS_REGION']) ??
    chosen(environment['AWS_DEFAULT_REGION']) ??
    partition(roleArn.partition).defaultRegion;
  checkRegion(region);
  const variable = chosen(values['id-token-env']) ?? 'MY_ID_TOKEN';
  const sessionName = chosen(values['session-name']);
  const request = {
    variable,
    token: environment[variable],
    roleArn,
    region,
    endpoints: endpointsFrom(environment),
    ...(sessionName !== undefined && { sessionName }),
  };
  const http = createNodeHttp(environment);
  const assumer = createStsRoleAssumer(http, systemClock);
  const job = createCiJob(request, {
    assumer,
    federation: createConsoleFederation(http),
    clock: systemClock,
    random: systemRandom,
  });
  return { job, region, roleArn };
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

function readDuration(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds >= 900 && seconds <= 43_200) return seconds;
  throw new AppError('usage', { fault: 'no-duration', text, shortest: '15m', longest: '12h' });
}

/** A job has no configuration file: its environment names other endpoints where there are any. */
function endpointsFrom(environment: NodeJS.ProcessEnv): Endpoints {
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

/** Never over a file that is there: it may be someone's, or watched by someone. */
async function writeSecret(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be written';
    const reason = code === 'EEXIST' ? 'there is a file already; remove it or choose another name' : code;
    throw new AppError('file_failed', { path, reason }, { cause });
  }
}
