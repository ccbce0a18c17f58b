import * as z from 'zod';
import { must } from './config-rules.ts';
import type { ChainLink } from './model.ts';
import { parseRoleArn } from './role-arn.ts';
import { externalIdForm, mostLinks, sourceIdentityForm } from './role-chain.ts';
import { readSessionPolicy } from './session-policy.ts';

/** What a list of roles may say about how each is assumed. The file and the lists that others keep share it. */

/** The ARN of an IAM role. */
export const roleArnSchema = z.string().transform((text, context) => {
  const arn = parseRoleArn(text);
  if (arn !== undefined) return arn;
  context.addIssue(must('role-arn'));
  return z.NEVER;
});

const link = z.strictObject({
  roleArn: roleArnSchema,
  externalId: z.string().regex(externalIdForm, must('external-id')).exactOptional(),
  sourceIdentity: z.string().regex(sourceIdentityForm, must('source-identity')).exactOptional(),
});

export const linkKeys: readonly string[] = Object.keys(link.shape);

/** Each link is an ARN, or a mapping with more. */
export const chainSchema = z
  .array(z.union([roleArnSchema, link], { error: must('chain-link') }))
  // A text has a length, too: it is told by its kind alone.
  .refine((links) => links.length <= mostLinks, must('chain-length'))
  .meta({ maxItems: mostLinks })
  .transform((links): readonly ChainLink[] =>
    links.map((one) => {
      if ('text' in one) return { arn: one };
      const { roleArn: arn, ...rest } = one;
      return { arn, ...rest };
    }),
  );

/** As it is sent: JSON without needless space. Written as a mapping, or as JSON. */
export const sessionPolicySchema = z
  .union([z.string(), z.record(z.string(), z.unknown())], { error: must('policy-json') })
  .transform((found, context) => {
    const policy = readSessionPolicy(found);
    if ('text' in policy) return policy.text;
    if (policy.rule === 'policy-length') {
      context.addIssue({ code: 'custom', message: must(policy.rule), params: { length: policy.length } });
    } else {
      context.addIssue(must(policy.rule));
    }
    return z.NEVER;
  });
