import type { parseArgs } from 'node:util';
import { AppError } from '../core/errors.ts';
import type { ChainLink, RoleArn } from '../core/model.ts';
import { parseRoleArn } from '../core/role-arn.ts';
import { externalIdForm, mostLinks, sourceIdentityForm } from '../core/role-chain.ts';

/** Further roles, each assumed with the one before it: what the configuration's `chain` says, as options. */
export const chainOptions = {
  'chain-role-arn': { type: 'string', multiple: true },
  'external-id': { type: 'string', multiple: true },
  'source-identity': { type: 'string', multiple: true },
} as const;

/** The words of a command line in their order. */
export type WordTokens = NonNullable<ReturnType<typeof parseArgs>['tokens']>;

const extras = {
  'external-id': { key: 'externalId', form: externalIdForm },
  'source-identity': { key: 'sourceIdentity', form: sourceIdentityForm },
} as const;

/**
 * Each link is a `--chain-role-arn`, with what stands behind it until the next one.
 * @param first the role that the chain begins with
 * @throws AppError `usage`
 */
export function readChain(tokens: WordTokens, first: RoleArn): readonly ChainLink[] {
  const links: ChainLink[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, value = '' } = token;
    if (name === 'chain-role-arn') links.push({ arn: linkArn(value, first) });
    if (name === 'external-id' || name === 'source-identity') {
      const { key, form } = extras[name];
      const option = `--${name}`;
      const link = links.pop();
      if (link === undefined || link[key] !== undefined) {
        throw new AppError('usage', { fault: 'link-option-misplaced', option });
      }
      if (!form.test(value)) throw new AppError('usage', { fault: 'link-option-refused', option });
      links.push({ ...link, [key]: value });
    }
  }
  if (links.length > mostLinks) throw new AppError('usage', { fault: 'chain-too-long', most: mostLinks });
  return links;
}

function linkArn(text: string, { partition }: RoleArn): RoleArn {
  const arn = parseRoleArn(text);
  if (arn === undefined) throw new AppError('usage', { fault: 'no-role-arn', text });
  if (arn.partition === partition) return arn;
  throw new AppError('usage', { fault: 'link-of-partition', roleArn: arn.text, partition });
}
