import type { Rule } from './config-rules.ts';

/** The longest that AWS takes, in characters as sent. Source: API reference of AssumeRole, `Policy`. */
export const longestPolicy = 2_048;

type ReadPolicy =
  | { readonly text: string }
  | { readonly rule: Extract<Rule, 'policy-json' | 'policy-version' | 'policy-statement'> }
  /** In characters as it would be sent. */
  | { readonly rule: 'policy-length'; readonly length: number };

/**
 * Reads a session policy, as far as that says something for sure: AWS knows which actions there are.
 *
 * @param found a mapping, or JSON
 * @returns the policy as it is sent, or the rule that it breaks
 */
export function readSessionPolicy(found: unknown): ReadPolicy {
  const document = typeof found === 'string' ? parsed(found) : found;
  if (!isMapping(document)) return { rule: 'policy-json' };
  const { Version: version, Statement: statement } = document;
  if (version !== '2012-10-17' && version !== '2008-10-17') return { rule: 'policy-version' };
  const statements: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  if (statements.length === 0 || !statements.every(isStatement)) return { rule: 'policy-statement' };
  const text = sentText(document);
  if (text === undefined) return { rule: 'policy-json' };
  return text.length > longestPolicy ? { rule: 'policy-length', length: text.length } : { text };
}

/** STS takes no characters beyond U+00FF: they are spelt as JSON may spell them. */
function sentText(document: object): string | undefined {
  return json(document)?.replace(
    /[^\u0020-\u00ff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Undefined for a mapping that holds itself, as an alias in YAML may say. */
function json(document: object): string | undefined {
  try {
    return JSON.stringify(document);
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isStatement(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const { Effect: effect } = value;
  const says = (key: string) => Object.hasOwn(value, key);
  return (
    (effect === 'Allow' || effect === 'Deny') &&
    says('Action') !== says('NotAction') &&
    says('Resource') !== says('NotResource') &&
    // The session is who it is about.
    !says('Principal') &&
    !says('NotPrincipal')
  );
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
