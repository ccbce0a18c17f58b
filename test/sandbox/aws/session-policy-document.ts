import { parseOperator } from './conditions.ts';
import { StsError } from './sts-errors.ts';

/** One statement of a session policy, sound in form. */
export type SessionStatement = Readonly<Record<string, unknown>>;

const DOCUMENT_FIELDS = ['Version', 'Id', 'Statement'];
const STATEMENT_FIELDS = [
  ...['Sid', 'Effect', 'Condition'],
  ...['Action', 'NotAction', 'Resource', 'NotResource'],
];

/** `*`, or an action of a service: `s3:Get*`. */
const ACTION = /^(\*|[a-z0-9-]+:[a-z0-9*?]+)$/i;
const RESOURCE = /^(\*|arn:.+)$/;

/**
 * Reads a session policy as IAM's grammar has it: known fields, one of Action and NotAction, one of Resource and
 * NotResource, and no Principal, since the session is the principal.
 * @throws StsError MalformedPolicyDocument
 */
export function readSessionPolicy(policy: string): readonly SessionStatement[] {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    throw new StsError('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
  const body = object(document);
  const version = body['Version'] ?? '2008-10-17';
  const statements = list(body['Statement']).map(object);
  const sound =
    (version === '2008-10-17' || version === '2012-10-17') &&
    holdsOnly(body, DOCUMENT_FIELDS) &&
    statements.length > 0 &&
    statements.every(isSound);
  if (!sound) throw malformed();
  return statements;
}

function isSound(statement: SessionStatement): boolean {
  const { Effect: effect, Condition: condition } = statement;
  return (
    holdsOnly(statement, STATEMENT_FIELDS) &&
    (effect === 'Allow' || effect === 'Deny') &&
    names(statement, 'Action', 'NotAction', ACTION) &&
    names(statement, 'Resource', 'NotResource', RESOURCE) &&
    (condition === undefined ||
      Object.keys(object(condition)).every((operator) => parseOperator(operator) !== undefined))
  );
}

/** Whether exactly one of two fields is there, with at least one value and all of them well formed. */
function names(statement: SessionStatement, field: string, negated: string, form: RegExp): boolean {
  if (field in statement === negated in statement) return false;
  const values = list(statement[field in statement ? field : negated]);
  return values.length > 0 && values.every((value) => typeof value === 'string' && form.test(value));
}

function holdsOnly(value: SessionStatement, known: readonly string[]): boolean {
  return Object.keys(value).every((key) => known.includes(key));
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function object(value: unknown): SessionStatement {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed();
  return value as SessionStatement;
}

function malformed(): StsError {
  return new StsError('MalformedPolicyDocument', 'Syntax errors in policy.');
}
