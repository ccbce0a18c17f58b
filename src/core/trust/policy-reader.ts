import { dateOf } from './dates.ts';
import { readJson, type Json, type JsonObject } from './json-text.ts';
import { isTime, readOperator } from './operators.ts';
import type {
  Condition,
  PolicyFault,
  PolicyFaultCode,
  Principal,
  Statement,
  TrustPolicy,
} from './trust-policy.ts';

/** Accounts, users, roles and sessions; the ids that IAM shows for users and roles that are gone. */
const awsName =
  /^(\*|\d{12}|A(ROA|IDA)[A-Z0-9]{12,}|arn:aws(-[a-z]+)*:(iam|sts)::\d{12}:(root|(role|user|assumed-role|federated-user)\/[^\s*?]+))$/;
/** ARNs of identity providers, and the four that IAM knows by their names. */
const federatedName =
  /^(arn:aws(-[a-z]+)*:iam::\d{12}:(oidc|saml)-provider\/[^\s*?]+|cognito-identity\.amazonaws\.com|www\.amazon\.com|graph\.facebook\.com|accounts\.google\.com)$/;

class Fault extends Error {
  readonly fault: PolicyFault;
  constructor(code: PolicyFaultCode, path: string, found: unknown = '') {
    super(code);
    this.fault = { code, path, found: typeof found === 'string' ? found : JSON.stringify(found) };
  }
}

/** Reads a trust policy as IAM does when a role is made. @returns the policy, or its first fault */
export function parseTrustPolicy(text: string): TrustPolicy | PolicyFault {
  const json = readJson(text);
  if (!json.ok) return json.fault;
  try {
    return policyOf(json.value);
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    throw error;
  }
}

export function isFault(read: TrustPolicy | PolicyFault): read is PolicyFault {
  return 'code' in read;
}

function policyOf(value: Json): TrustPolicy {
  const document = objectOf(value, '');
  checkFields(document, '', ['Version', 'Id', 'Statement']);
  const version = document['Version'] ?? '2008-10-17';
  if (version !== '2008-10-17' && version !== '2012-10-17')
    throw new Fault('bad-version', 'Version', version);
  if (document['Id'] !== undefined) textOf(document['Id'], 'Id');
  const { Statement: given } = document;
  if (given === undefined) throw new Fault('missing-field', '', 'Statement');
  const list = listOf(given);
  if (list.length === 0) throw new Fault('empty', 'Statement');
  const statements = list.map((one, index) =>
    statementOf(one, index + 1, isList(given) ? `Statement[${index + 1}]` : 'Statement'),
  );
  const sids = new Set<string>();
  for (const { sid, number } of statements) {
    if (sid === undefined || sid === '') continue;
    if (sids.has(sid)) throw new Fault('same-sid', `Statement[${number}].Sid`, sid);
    sids.add(sid);
  }
  return { version, statements, document };
}

function statementOf(value: Json, number: number, path: string): Statement {
  const statement = objectOf(value, path);
  for (const name of ['Resource', 'NotResource'])
    if (name in statement) throw new Fault('field-of-other-policies', path, name);
  if ('NotPrincipal' in statement) throw new Fault('not-principal', path);
  checkFields(statement, path, ['Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Condition']);
  const { Sid: sid, Effect: effect } = statement;
  if (sid !== undefined && !/^[A-Za-z0-9]*$/.test(textOf(sid, `${path}.Sid`)))
    throw new Fault('bad-sid', `${path}.Sid`, sid);
  if (effect === undefined) throw new Fault('missing-field', path, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny') throw new Fault('bad-effect', `${path}.Effect`, effect);
  return {
    number,
    effect,
    principal: principalOf(statement['Principal'], path),
    actions: actionsOf(statement, path),
    conditions: conditionsOf(statement['Condition'], `${path}.Condition`),
    ...(typeof sid === 'string' && { sid }),
  };
}

function principalOf(value: Json | undefined, statement: string): Principal {
  if (value === undefined) throw new Fault('missing-field', statement, 'Principal');
  const path = `${statement}.Principal`;
  if (value === '*') return { kind: 'everyone' };
  if (typeof value === 'string') throw new Fault('bad-principal', path, value);
  const principal = objectOf(value, path);
  checkFields(principal, path, ['AWS', 'Federated', 'Service']);
  const named = (name: string) => textsOf(principal[name], `${path}.${name}`);
  const aws = named('AWS');
  const federated = named('Federated');
  const services = named('Service');
  const bad = (names: readonly string[], pattern: RegExp, name: string) => {
    const found = names.find((one) => !pattern.test(one));
    if (found !== undefined) throw new Fault('bad-principal', `${path}.${name}`, found);
  };
  bad(aws, awsName, 'AWS');
  bad(federated, federatedName, 'Federated');
  if (aws.length + federated.length + services.length === 0) throw new Fault('empty', path);
  if (aws.includes('*')) return { kind: 'everyone' };
  return { kind: 'named', federated, others: [...aws, ...services] };
}

function actionsOf(statement: JsonObject, path: string): Statement['actions'] {
  const { Action: some, NotAction: allBut } = statement;
  if (some !== undefined && allBut !== undefined) throw new Fault('two-actions', path);
  const name = some === undefined ? 'NotAction' : 'Action';
  const patterns = textsOf(some ?? allBut, `${path}.${name}`);
  if (patterns.length === 0) throw new Fault('missing-field', path, 'Action');
  const foreign = patterns.find((pattern) => pattern !== '*' && !/^sts:[A-Za-z*?]+$/i.test(pattern));
  if (foreign !== undefined) throw new Fault('bad-action', `${path}.${name}`, foreign);
  return { negated: some === undefined, patterns };
}

function conditionsOf(value: Json | undefined, path: string): readonly Condition[] {
  if (value === undefined) return [];
  return Object.entries(objectOf(value, path)).flatMap(([name, block]) => {
    const operator = readOperator(name);
    if (operator === undefined) throw new Fault('bad-operator', path, name);
    const lines = Object.entries(objectOf(block, `${path}.${name}`));
    if (lines.length === 0) throw new Fault('empty', `${path}.${name}`);
    return lines.map(([key, wanted]) => {
      const place = `${path}.${name}.${key}`;
      const values = listOf(wanted).map((one) => valueOf(one, place));
      if (values.length === 0) throw new Fault('empty', place);
      const isNull = operator.base === 'Null';
      const bad = isNull ? values.find((one) => !/^(true|false)$/i.test(one)) : undefined;
      if (bad !== undefined) throw new Fault('bad-null', place, bad);
      const noDate = isTime(operator) ? values.find((one) => Number.isNaN(dateOf(one))) : undefined;
      if (noDate !== undefined) throw new Fault('bad-date', place, noDate);
      return { operator, key, values };
    });
  });
}

/** Numbers and booleans need no quotation marks. */
function valueOf(value: Json, path: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Fault('wanted-value', path, value);
}

function textsOf(value: Json | undefined, path: string): readonly string[] {
  return value === undefined ? [] : listOf(value).map((one) => textOf(one, path));
}

function textOf(value: Json, path: string): string {
  if (typeof value !== 'string') throw new Fault('wanted-text', path, value);
  return value;
}

function listOf(value: Json): readonly Json[] {
  return isList(value) ? value : [value];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function objectOf(value: Json, path: string): JsonObject {
  if (typeof value !== 'object' || value === null || isList(value))
    throw new Fault('wanted-object', path, value);
  return value;
}

function checkFields(value: JsonObject, path: string, known: readonly string[]): void {
  const stray = Object.keys(value).find((key) => !known.includes(key));
  if (stray !== undefined) throw new Fault('unknown-field', path, stray);
}
