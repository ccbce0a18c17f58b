/**
 * What the configuration demands of a value, beyond its type. A schema says which rule was broken and not how to say so:
 * the guide has the words, in every language.
 */
export const rules = [
  'id',
  'safe-url',
  'plain-text',
  'duration',
  'profile-name',
  'no-query',
  'redirect-uri',
  'client-id',
  'role-arn',
  'region',
  'page',
  'version',
  'list',
  'yes-or-no',
  'browser-profile',
  'browser-named',
  'feed',
  'clear-after',
  'confirm-for',
  'before-expiry',
  'shortcut',
  'chain-link',
  'chain-length',
  'external-id',
  'source-identity',
  'policy-json',
  'policy-version',
  'policy-statement',
  'policy-length',
  'catalogue-path',
  'group',
  'profile-not-default',
] as const;

export type Rule = (typeof rules)[number];

/** A rule's name where a schema takes a message. A name that has no words does not compile. */
export function must(rule: Rule): string {
  return rule;
}

/** @returns undefined for a message that a schema did not get from `must` */
export function ruleOf(message: string): Rule | undefined {
  return rules.find((rule) => rule === message);
}
