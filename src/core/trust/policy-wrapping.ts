import { readJson, type Json } from './json-text.ts';

/** What `aws iam get-role` and `list-roles` call a trust policy. */
const fields = ['Role', 'AssumeRolePolicyDocument'];

/**
 * A trust policy out of what it came in: the whole answer of `aws iam get-role`, or the form for addresses in which
 * IAM itself answers.
 *
 * @returns the text as it is where it is neither
 */
export function unwrapped(text: string): string {
  const plain = decoded(text);
  const read = readJson(plain);
  if (!read.ok) return plain;
  const found = fields.reduce(inside, read.value);
  if (found === read.value) return plain;
  return typeof found === 'string' ? decoded(found) : JSON.stringify(found);
}

/** @returns the ARN of the role that a policy came with, where it came in an answer about a role */
export function roleOf(text: string): string | undefined {
  const read = readJson(decoded(text));
  if (!read.ok) return undefined;
  const role = inside(read.value, 'Role');
  if (inside(role, 'AssumeRolePolicyDocument') === role) return undefined;
  const arn = inside(role, 'Arn');
  return typeof arn === 'string' ? arn : undefined;
}

function inside(value: Json, field: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).find(([name]) => name === field)?.[1] ?? value;
}

function decoded(text: string): string {
  if (!/^\s*%7B/i.test(text)) return text;
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text;
  }
}
