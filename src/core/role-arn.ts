import type { RoleArn } from './model.ts';

// AWS allows letters, digits and + = , . @ - _ in role names, and a path of printable characters before them.
const pattern = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:[\u0021-\u007e]+\/)?([\w+=,.@-]{1,64})$/;

/** @returns undefined where `text` is not the ARN of an IAM role */
export function parseRoleArn(text: string): RoleArn | undefined {
  const [, partition, accountId, roleName] = pattern.exec(text) ?? [];
  if (partition === undefined || accountId === undefined || roleName === undefined) return undefined;
  return { text, partition, accountId, roleName };
}
