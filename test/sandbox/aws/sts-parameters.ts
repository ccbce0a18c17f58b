import { StsError } from './sts-errors.ts';

interface Rule {
  readonly name: string;
  readonly required?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

const SESSION_NAME = /^[\w+=,.@-]*$/;
// Text as STS takes it: tab, line ends, and everything from the space up.
const PRINTABLE = /^[\t\n\r\u0020-\u00ff]+$/;

const ROLE: readonly Rule[] = [
  { name: 'RoleArn', required: true, min: 20, max: 2048 },
  { name: 'RoleSessionName', required: true, min: 2, max: 64, pattern: SESSION_NAME },
  { name: 'Policy', min: 1, max: 2048, pattern: PRINTABLE },
];

/** Rules of AssumeRoleWithWebIdentity beside those of every AssumeRole. */
export const WEB_IDENTITY_RULES: readonly Rule[] = [
  ...ROLE,
  { name: 'WebIdentityToken', required: true, min: 4, max: 20_000 },
  { name: 'ProviderId', min: 4, max: 2048 },
];

export const ASSUME_ROLE_RULES: readonly Rule[] = [
  ...ROLE,
  { name: 'ExternalId', min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/ },
  { name: 'SourceIdentity', min: 2, max: 64, pattern: SESSION_NAME },
];

const POLICY_ARN_LIMIT = 10;

/** The parameters that all ways of assuming a role share, checked. */
export interface RoleParameters {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Seconds, 900..43200; undefined where the caller left it to AWS. */
  readonly duration: number | undefined;
  readonly policy: string | undefined;
  readonly policyArns: readonly string[];
}

/**
 * Checks a request against `rules`, reporting every violation at once as STS does.
 * @throws StsError ValidationError
 */
export function readRoleParameters(
  parameters: Readonly<Record<string, string>>,
  rules: readonly Rule[],
): RoleParameters {
  const policyArns = readPolicyArns(parameters);
  const violations = [
    ...rules.flatMap((rule) => check(rule, parameters[rule.name])),
    ...checkDuration(parameters['DurationSeconds']),
    ...policyArns.flatMap((arn) => check({ name: 'PolicyArns.member.arn', min: 20, max: 2048 }, arn)),
    ...(policyArns.length > POLICY_ARN_LIMIT
      ? [
          violation(
            String(policyArns.length),
            'policyArns',
            'Member must have length less than or equal to 10',
          ),
        ]
      : []),
  ];
  if (violations.length > 0) {
    const count = `${String(violations.length)} validation error${violations.length > 1 ? 's' : ''} detected: `;
    throw new StsError('ValidationError', count + violations.join('; '));
  }
  const duration = parameters['DurationSeconds'];
  return {
    roleArn: parameters['RoleArn'] ?? '',
    sessionName: parameters['RoleSessionName'] ?? '',
    duration: duration === undefined ? undefined : Number(duration),
    policy: parameters['Policy'],
    policyArns,
  };
}

function check(rule: Rule, value: string | undefined): string[] {
  const { name, required = false, min = 0, max = Infinity, pattern } = rule;
  const field = name.charAt(0).toLowerCase() + name.slice(1);
  if (value === undefined)
    return required
      ? ['Value null at ' + `'${field}' failed to satisfy constraint: Member must not be null`]
      : [];
  const found: string[] = [];
  if (value.length < min) found.push(`Member must have length greater than or equal to ${String(min)}`);
  if (value.length > max) found.push(`Member must have length less than or equal to ${String(max)}`);
  if (pattern?.test(value) === false) {
    found.push(`Member must satisfy regular expression pattern: ${pattern.source.replace(/^\^|\$$/g, '')}`);
  }
  const shown = name === 'WebIdentityToken' ? '***' : value.slice(0, 200);
  return found.map((constraint) => violation(shown, field, constraint));
}

function checkDuration(value: string | undefined): string[] {
  if (value === undefined) return [];
  if (!/^-?\d{1,9}$/.test(value)) return [violation(value, 'durationSeconds', 'Member must be an integer')];
  if (Number(value) < 900) {
    return [violation(value, 'durationSeconds', 'Member must have value greater than or equal to 900')];
  }
  if (Number(value) > 43_200) {
    return [violation(value, 'durationSeconds', 'Member must have value less than or equal to 43200')];
  }
  return [];
}

/** Lists travel as `PolicyArns.member.1.arn`, `PolicyArns.member.2.arn`... */
function readPolicyArns(parameters: Readonly<Record<string, string>>): string[] {
  return Object.entries(parameters)
    .flatMap(([key, value]) => {
      const match = /^PolicyArns\.member\.(\d+)\.arn$/.exec(key);
      return match === null ? [] : [{ index: Number(match[1]), value }];
    })
    .sort((left, right) => left.index - right.index)
    .map(({ value }) => value);
}

function violation(value: string, field: string, constraint: string): string {
  return `Value '${value}' at '${field}' failed to satisfy constraint: ${constraint}`;
}
