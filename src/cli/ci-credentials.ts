import { formats } from '../adapters/sinks/formats.ts';
import { sectionNameFrom } from '../adapters/sinks/formats/ini.ts';
import { durationText } from '../core/duration.ts';
import type { AwsCredentials, RoleArn } from '../core/model.ts';
import { roleInUse } from '../core/role-chain.ts';
import { readArguments } from './arguments.ts';
import { openJob } from './ci-job.ts';
import { jobOptions, readJobWords, type JobWords } from './ci-words.ts';
import { chooseFormat } from './format-option.ts';
import { print, say } from './output.ts';
import { loadTexts } from './texts.ts';

/** `tobira ci credentials`: the job's ID token into temporary keys, on stdout. */
export async function ciCredentials(words: readonly string[]): Promise<void> {
  const read = readArguments(words, { ...jobOptions, format: { type: 'string' } }, 0);
  const { values } = read;
  const format = chooseFormat(values.format, values.json);
  const wishes = readJobWords(read, process.env);
  const credentials = await jobCredentials(wishes);
  const { region } = wishes;
  print(formats[format]({ credentials, region, profile: sectionNameFrom(roleOfJob(wishes).roleName) }));
}

/** The role that the job ends up in. */
export function roleOfJob({ roleArn: arn, chain }: Pick<JobWords, 'roleArn' | 'chain'>): RoleArn {
  return roleInUse({ arn, ...(chain && { chain }) });
}

/** The role's keys for the job. Says on stderr where they last less long than was asked for. */
export async function jobCredentials(wishes: JobWords): Promise<AwsCredentials> {
  const { job } = await openJob(wishes, process.env);
  let refused: number | undefined;
  const credentials = await job.credentials(wishes.durationSeconds, (seconds) => (refused = seconds));
  if (refused !== undefined) say((await loadTexts()).ci.durationShortened(durationText(refused)));
  return credentials;
}
