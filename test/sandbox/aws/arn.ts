/** A role ARN taken apart. */
export interface RoleArn {
  readonly arn: string;
  /** `aws`, `aws-cn`, `aws-us-gov`... */
  readonly partition: string;
  readonly account: string;
  /** `/` or `/team/app/`. */
  readonly path: string;
  /** The last part: assumed-role ARNs carry this alone. */
  readonly name: string;
}

const ROLE_ARN = /^arn:(aws(?:-[a-z]+)*):iam::(\d{12}):role(\/(?:[\x21-\x7e]+\/)?)([\w+=,.@-]{1,64})$/;

/** Reads a role ARN; undefined where it is not one. */
export function parseRoleArn(arn: string): RoleArn | undefined {
  const match = ROLE_ARN.exec(arn);
  if (match === null) return undefined;
  const [, partition = '', account = '', path = '', name = ''] = match;
  return { arn, partition, account, path, name };
}

const PARTITION_OF_REGION: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eusc-/, 'aws-eusc'],
];

/** The partition a region belongs to: `cn-north-1` to `aws-cn`, most to `aws`. */
export function partitionOf(region: string): string {
  return PARTITION_OF_REGION.find(([pattern]) => pattern.test(region))?.[1] ?? 'aws';
}
