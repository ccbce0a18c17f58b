import type { AwsAddresses } from '../../core/doctor/machine.ts';
import { AppError } from '../../core/errors.ts';
import type { Endpoints, Role } from '../../core/model.ts';

/** Where a partition's services answer. */
export interface Partition {
  readonly sts: (region: string) => string;
  readonly signin: (region: string) => string;
  /** Where a browser is signed out; it goes on to `redirect_uri` from there. */
  readonly signOut: string;
  readonly console: string;
  /** The region to use where a role names none. */
  readonly defaultRegion: string;
}

const partitions: Readonly<Record<string, Partition>> = {
  aws: {
    sts: (region) => `https://sts.${region}.amazonaws.com`,
    signin: () => 'https://signin.aws.amazon.com/federation',
    signOut: 'https://us-east-1.signin.aws.amazon.com/oauth',
    console: 'https://console.aws.amazon.com/',
    defaultRegion: 'us-east-1',
  },
  'aws-cn': {
    sts: (region) => `https://sts.${region}.amazonaws.com.cn`,
    signin: () => 'https://signin.amazonaws.cn/federation',
    signOut: 'https://cn-north-1.signin.amazonaws.cn/oauth',
    console: 'https://console.amazonaws.cn/',
    defaultRegion: 'cn-north-1',
  },
  'aws-us-gov': {
    sts: (region) => `https://sts.${region}.amazonaws.com`,
    signin: () => 'https://signin.amazonaws-us-gov.com/federation',
    signOut: 'https://us-gov-west-1.signin.amazonaws-us-gov.com/oauth',
    console: 'https://console.amazonaws-us-gov.com/',
    defaultRegion: 'us-gov-west-1',
  },
  'aws-eusc': {
    sts: (region) => `https://sts.${region}.amazonaws.eu`,
    // The host without a region is not in service in this partition.
    signin: (region) => `https://${region}.signin.amazonaws-eusc.eu/federation`,
    signOut: 'https://eusc-de-east-1.signin.amazonaws-eusc.eu/oauth',
    console: 'https://console.amazonaws-eusc.eu/',
    defaultRegion: 'eusc-de-east-1',
  },
};

/**
 * @param name the second part of the role's ARN: a region's name does not say its partition for sure
 * @throws AppError `partition_unsupported` for the isolated partitions, whose sign-in hosts are not documented
 */
export function partition(name: string): Partition {
  const found = Object.hasOwn(partitions, name) ? partitions[name] : undefined;
  if (found === undefined) throw new AppError('partition_unsupported', { partition: name });
  return found;
}

/** @returns the region to use where a role names none; undefined for partitions that are not supported */
export function knownRegion(name: string): string | undefined {
  return Object.hasOwn(partitions, name) ? partitions[name]?.defaultRegion : undefined;
}

/** Where AWS is asked for a role. @throws AppError `partition_unsupported` */
export function awsAddresses(
  { arn, region }: Pick<Role, 'arn' | 'region'>,
  endpoints: Endpoints,
): AwsAddresses {
  const { sts, signin } = partition(arn.partition);
  return { sts: endpoints.sts ?? sts(region), signin: endpoints.signin ?? signin(region) };
}
