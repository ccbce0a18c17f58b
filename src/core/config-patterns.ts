import type { Rule } from './config-rules.ts';

const time = '(?=.)(?:\\d{1,3}h)?(?:\\d{1,4}m)?(?:\\d{1,5}s)?';
const address = '^https?://[^\\s]+$';

/**
 * Rules as regular expressions, for editors: they see most mistakes while somebody writes. What such an expression cannot
 * say, such as the bounds of a duration, is in the rule's words. A rule whose schema has one itself needs none here.
 */
export const patterns: Readonly<Partial<Record<Rule, string>>> = {
  'safe-url': address,
  'plain-text': '^[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*$',
  duration: `^${time}$`,
  'profile-name': '^[A-Za-z0-9_.@+/-]{1,128}$',
  'redirect-uri': '^http://(?:127\\.0\\.0\\.1|\\[::1\\]):\\d{4,5}/[\\w/.-]*$',
  'role-arn': '^arn:aws[a-z-]*:iam::\\d{12}:role/(?:[\\u0021-\\u007e]+/)?[\\w+=,.@-]{1,64}$',
  region: '^[a-z]{2,}(?:-[a-z]+)+-\\d+$',
  page: address,
  feed: '^https?://[^\\s?#]+$',
  'clear-after': `^${time}$`,
  'confirm-for': `^${time}$`,
  'before-expiry': `^(?:off|${time})$`,
};
