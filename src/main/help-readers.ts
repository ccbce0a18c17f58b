import type { ExplanationText, SetupOutputId, SetupPartition } from '../shared/help-view.ts';
import type { RequestOf } from '../shared/ipc.ts';
import type { HelpCall } from './help-handlers.ts';
import type { CallReaders } from './ipc.ts';
import { isOneOf, readIds, readNothing, readRecord, readText, readTexts } from './request-shapes.ts';

/** Longer than any policy: IAM takes 4,096 characters at most, where the quota was raised, and does not count white space. */
const longestPolicy = 20_000;
const longestAnswer = 2_000;
const mostUsers = 500;

/** What the pages of advice may ask, and nothing else. */
export const helpReaders: Pick<CallReaders, HelpCall> = {
  'explain:role': readExplain,
  'explain:copy': readExplanationText,
  'doctor:run': readNothing,
  'doctor:save': readNothing,
  'setup:begin': readNothing,
  'setup:check-issuer': (value) => readTexts(value, longestAnswer, 'issuer'),
  'setup:try-role': readTrial,
  'setup:plan': readAnswers,
  'setup:copy': readSetupCopy,
  'setup:save': readSetupSave,
};

function readExplain(value: unknown): RequestOf<'explain:role'> {
  const { policy, ...ids } = readRecord(value);
  const { roleId } = readIds(ids, 'roleId');
  return policy === undefined ? { roleId } : { roleId, policy: readText(policy, longestPolicy, 'policy') };
}

const explanationTexts: Readonly<Record<ExplanationText, true>> = {
  required: true,
  corrected: true,
  roleArn: true,
  issuer: true,
  audience: true,
  subject: true,
  keyId: true,
};

function readExplanationText(value: unknown): RequestOf<'explain:copy'> {
  const { text } = readIds(value, 'text');
  if (!isOneOf(explanationTexts, text)) throw new TypeError('text was expected');
  return { text };
}

function readTrial(value: unknown): RequestOf<'setup:try-role'> {
  const { identityId, roleArn, region, ...more } = readRecord(value);
  if (Object.keys(more).length > 0) throw new TypeError('no other field was expected');
  return {
    identityId: readText(identityId, 200, 'identityId'),
    roleArn: readText(roleArn, longestAnswer, 'roleArn'),
    ...(region !== undefined && { region: readText(region, longestAnswer, 'region') }),
  };
}

const answerTexts = ['issuer', 'clientId', 'accountId', 'roleName', 'permissions', 'maxSession'] as const;

const partitions: Readonly<Record<SetupPartition, true>> = {
  aws: true,
  'aws-cn': true,
  'aws-us-gov': true,
  'aws-eusc': true,
};

function readAnswers(value: unknown): RequestOf<'setup:plan'> {
  const { users, partition, ...texts } = readRecord(value);
  const place = readText(partition, longestAnswer, 'partition');
  if (!isOneOf(partitions, place)) throw new TypeError('partition was expected');
  if (!Array.isArray(users) || users.length > mostUsers) throw new TypeError('users was expected');
  return {
    ...readTexts(texts, longestAnswer, ...answerTexts),
    partition: place,
    users: users.map((user) => readText(user, longestAnswer, 'users')),
  };
}

const outputs: Readonly<Record<SetupOutputId, true>> = {
  'aws-cli': true,
  terraform: true,
  cloudformation: true,
  policy: true,
  config: true,
};

function readSetupCopy(value: unknown): RequestOf<'setup:copy'> {
  const { what } = readIds(value, 'what');
  const setting = /^setting-(\d{1,2})$/.exec(what)?.[1];
  if (setting !== undefined) return { what: `setting-${Number(setting)}` };
  if (!isOneOf(outputs, what)) throw new TypeError('what was expected');
  return { what };
}

function readSetupSave(value: unknown): RequestOf<'setup:save'> {
  const { output } = readIds(value, 'output');
  if (!isOneOf(outputs, output)) throw new TypeError('output was expected');
  return { output };
}
