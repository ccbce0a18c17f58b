import { parseOperator } from './conditions.ts';
import type { Condition } from './conditions.ts';
import { IamError } from './iam-error.ts';
import type { Statement, StatementPrincipal, TrustPolicy } from './trust-policy.ts';

type Json = Readonly<Record<string, unknown>>;

const PRINCIPAL =
  /^(\*|\d{12}|arn:aws(-[a-z]+)*:(iam|sts)::\d{12}:(root|(role|user|assumed-role|federated-user)\/[^\s*?]+))$/;
const PROVIDER = /^arn:aws(-[a-z]+)*:iam::\d{12}:(oidc|saml)-provider\/[^\s*?]+$/;

/**
 * Reads a trust policy as IAM does when a role is made.
 * @throws IamError MalformedPolicyDocument
 */
export function parseTrustPolicy(source: string): TrustPolicy {
  let document: unknown;
  try {
    document = JSON.parse(source);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
  const policy = object(document, 'Syntax errors in policy.');
  fields(policy, ['Version', 'Id', 'Statement']);
  const version = policy['Version'] ?? '2008-10-17';
  if (version !== '2008-10-17' && version !== '2012-10-17')
    throw malformed('Syntax error in policy: Version');
  const statements = list(policy['Statement']).map(parseStatement);
  if (statements.length === 0) throw malformed('Syntax errors in policy: no Statement');
  return { version, statements };
}

function parseStatement(value: unknown): Statement {
  const statement = object(value, 'Syntax errors in policy: Statement');
  if ('Resource' in statement || 'NotResource' in statement) throw malformed('Has prohibited field Resource');
  fields(statement, ['Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Condition']);
  const effect = statement['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') throw malformed(`Invalid effect: ${JSON.stringify(effect)}`);
  return {
    effect,
    principal: parsePrincipal(statement['Principal']),
    actions: parseActions(statement),
    conditions: parseConditions(statement['Condition']),
  };
}

function parsePrincipal(value: unknown): StatementPrincipal {
  if (value === undefined) throw malformed('Missing required field Principal');
  if (value === '*') return { kind: 'anyone' };
  const principal = object(value, 'Invalid principal in policy');
  fields(principal, ['AWS', 'Federated', 'Service']);
  const aws = strings(principal['AWS']);
  const federated = strings(principal['Federated']);
  const bad = aws.find((name) => !PRINCIPAL.test(name)) ?? federated.find((name) => !PROVIDER.test(name));
  if (bad !== undefined) throw malformed(`Invalid principal in policy: "${bad}"`);
  return aws.includes('*') && federated.length === 0
    ? { kind: 'anyone' }
    : {
        kind: 'named',
        federated,
        aws: aws.map((name) => (/^\d{12}$/.test(name) ? `arn:aws:iam::${name}:root` : name)),
      };
}

function parseActions(statement: Json): Statement['actions'] {
  const negated = !('Action' in statement);
  const patterns = strings(negated ? statement['NotAction'] : statement['Action']);
  if (patterns.length === 0) throw malformed('Missing required field Action');
  const foreign = patterns.some((pattern) => pattern !== '*' && !/^sts:[A-Za-z*?]+$/i.test(pattern));
  if (foreign) throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
  return { negated, patterns };
}

function parseConditions(value: unknown): readonly Condition[] {
  if (value === undefined) return [];
  return Object.entries(object(value, 'Syntax errors in policy: Condition')).flatMap(([name, block]) => {
    const operator = parseOperator(name);
    if (operator === undefined) throw malformed(`Invalid Condition type : ${name}.`);
    return Object.entries(object(block, `Syntax errors in policy: ${name}`)).map(([key, given]) => {
      const values = list(given).map(scalar);
      const { test } = operator;
      const bad =
        test.kind === 'null' ? undefined : values.find((one) => test.operator.takes?.(one) === false);
      if (bad !== undefined) throw malformed(`Invalid value for ${name}: ${bad}`);
      return { ...operator, key: key.toLowerCase(), values };
    });
  });
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw malformed('Syntax errors in policy: condition value');
}

function strings(value: unknown): readonly string[] {
  return list(value).map((item) => {
    if (typeof item !== 'string') throw malformed('Syntax errors in policy: a string is expected');
    return item;
  });
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function object(value: unknown, message: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(message);
  return value as Json;
}

function fields(value: Json, known: readonly string[]): void {
  const stray = Object.keys(value).find((key) => !known.includes(key));
  if (stray !== undefined) throw malformed(`Syntax errors in policy: unknown field ${stray}`);
}

function malformed(message: string): IamError {
  return new IamError('MalformedPolicyDocument', message);
}
