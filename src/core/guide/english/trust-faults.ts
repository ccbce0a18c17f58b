import type { TrustVocabulary } from '../trust-vocabulary.ts';

/** Why a text is no trust policy. */
export const trustFaults: Pick<TrustVocabulary, 'place' | 'faults'> = {
  place: (fault) => {
    if (fault.path === undefined) return `Line ${fault.line}, column ${fault.column}`;
    return fault.path === '' ? 'The policy' : fault.path;
  },
  faults: {
    'json-empty': () => 'There is nothing in it, and a policy was expected.',
    'json-end': () => 'The text ends too early: a bracket or a quotation mark is not closed.',
    'json-unexpected': ({ found }) => `${found} does not belong there.`,
    'json-text': () =>
      'A text in quotation marks is not closed, or has a line break or an unknown escape in it.',
    'json-number': ({ found }) =>
      `${found} is no number of JSON. Account and user ids with leading zeros need quotation marks.`,
    'json-more': ({ found }) => `The policy is over before ${found}.`,
    'json-deep': () => 'It is nested far too deeply.',
    'duplicate-key': ({ found }) =>
      `"${found}" stands there twice, which IAM refuses. Keep one of them; several values go into one list.`,
    'wanted-object': () => 'An object in braces is expected.',
    'wanted-text': () => 'A text in quotation marks is expected.',
    'wanted-value': () => 'A text, a number, true or false is expected.',
    'missing-field': ({ found }) =>
      found === 'Principal'
        ? 'Principal is missing: it says whom the role trusts, such as { "Federated": the ARN of a provider }.'
        : `${found} is missing.`,
    'unknown-field': ({ found }) => `IAM knows no field "${found}" there.`,
    'field-of-other-policies': ({ found }) =>
      `A trust policy has no ${found}: the role itself is what it is about.`,
    'not-principal': () => 'NotPrincipal cannot be used in a trust policy.',
    'bad-version': ({ found }) => `There is no version "${found}": it is 2012-10-17.`,
    'bad-effect': ({ found }) => `The effect is Allow or Deny, written so, and not ${found}.`,
    'bad-sid': ({ found }) => `A Sid has letters and digits alone: "${found}" has others.`,
    'same-sid': ({ found }) => `Two statements have the Sid "${found}".`,
    'bad-principal': ({ found }) =>
      found.includes('${')
        ? `"${found}" has a placeholder. Give the policy as IAM has it, with all of them filled in.`
        : `"${found}" is no principal. A provider is named by its ARN, arn:aws:iam::ACCOUNT:oidc-provider/ISSUER, without wildcards.`,
    'bad-action': ({ found }) => `"${found}" is no action of STS.`,
    'two-actions': () => 'Action and NotAction exclude each other.',
    'bad-operator': ({ found }) => `There is no operator "${found}". Letter case counts: StringEquals.`,
    'bad-null': ({ found }) => `Null takes true or false, and not "${found}".`,
    'bad-date': ({ found }) =>
      `"${found}" is no date that IAM documents. Write 2026-06-01, 2026-06-01T13:00:00Z (a time of day needs its zone, Z or +09:00), or seconds since 1970.`,
    empty: () => 'It is empty.',
  },
};
