import { stringify } from 'yaml';
import type { EditValue, EntryFields } from '../../core/config-edits.ts';

/** How a text was quoted. */
export type Quotes = 'PLAIN' | 'QUOTE_SINGLE' | 'QUOTE_DOUBLE';

type Scalar = string | boolean | number;

/** A value as YAML on one line. @param inFlow whether it stands between brackets, where a comma must be quoted */
export function yamlWords(value: EditValue, inFlow = false, quotes: Quotes = 'PLAIN'): string {
  if (isList(value)) return `[${value.map((one) => yamlWords(one, true)).join(', ')}]`;
  if (typeof value !== 'object') return scalar(value, inFlow, quotes);
  const pairs = Object.entries(value).map(([key, one]) => `${key}: ${yamlWords(one, true)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** Lines of a mapping, without an indentation. Lists and mappings in it stand on one line. */
export function yamlLines(fields: EntryFields): readonly string[] {
  return Object.entries(fields).map(([key, value]) => `${key}: ${yamlWords(value)}`);
}

export function isList(value: EditValue): value is readonly (string | EntryFields)[] {
  return Array.isArray(value);
}

/** Whether it is a list of words, which are edited one by one. */
export function isWords(value: EditValue): value is readonly string[] {
  return isList(value) && value.every((one) => typeof one === 'string');
}

function scalar(value: Scalar, inFlow: boolean, quotes: Quotes): string {
  if (typeof value !== 'string') return String(value);
  // One line, whatever it holds: JSON's quotes are YAML's.
  if (/[^\P{Cc}]|[\u2028\u2029\ufeff]/u.test(value)) return JSON.stringify(value);
  const options = { lineWidth: 0, ...(quotes !== 'PLAIN' && { defaultStringType: quotes }) };
  if (!inFlow) return stringify(value, options).trimEnd();
  const list = stringify([value], { ...options, collectionStyle: 'flow', flowCollectionPadding: false });
  return list.trimEnd().slice(1, -1);
}
