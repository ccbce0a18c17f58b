/** The hosts of AWS's console and of its sign-in, by partition: what stands before them names a region, a service or an account. */
export interface ConsoleHosts {
  readonly partition: string;
  readonly console: string;
  readonly signin: string;
  /** Consoles that have a host of their own beside it. */
  readonly apart: readonly string[];
  /** What the partition's regions begin with; absent for the one that all other regions are in. */
  readonly regions?: string;
}

export const consoleHosts: readonly ConsoleHosts[] = [
  {
    partition: 'aws',
    console: 'console.aws.amazon.com',
    signin: 'signin.aws.amazon.com',
    apart: ['phd.aws.amazon.com', 'health.aws.amazon.com', 'lightsail.aws.amazon.com'],
  },
  {
    partition: 'aws-cn',
    console: 'console.amazonaws.cn',
    signin: 'signin.amazonaws.cn',
    apart: ['phd.amazonaws.cn', 'health.amazonaws.cn'],
    regions: 'cn-',
  },
  {
    partition: 'aws-us-gov',
    console: 'console.amazonaws-us-gov.com',
    signin: 'signin.amazonaws-us-gov.com',
    apart: ['phd.amazonaws-us-gov.com', 'health.amazonaws-us-gov.com'],
    regions: 'us-gov-',
  },
  {
    partition: 'aws-eusc',
    console: 'console.amazonaws-eusc.eu',
    signin: 'signin.amazonaws-eusc.eu',
    apart: ['health.amazonaws-eusc.eu'],
    regions: 'eusc-',
  },
];

/** The partitions of closed networks, whose consoles are not documented in the open. */
const isolatedDomains = ['c2s.ic.gov', 'c2shome.ic.gov', 'sc2s.sgov.gov', 'sc2shome.sgov.gov'];
const isolatedEndings = ['.ic.gov', '.sgov.gov', '.adc-e.uk'];

export function isIsolatedHost(host: string): boolean {
  return isolatedDomains.includes(host) || isolatedEndings.some((ending) => host.endsWith(ending));
}

/** Whether a region is one of the partition's, as far as its name tells. */
export function isRegionOf({ regions }: ConsoleHosts, region: string): boolean {
  if (regions !== undefined) return region.startsWith(regions);
  return !/^(?:cn-|us-gov-|eusc-|[a-z]{2}-iso)/.test(region);
}

/** What stands before a host's name, without the dot: empty for the very host, undefined for another one. */
export function labelsBefore(host: string, name: string): string | undefined {
  if (host === name) return '';
  return host.endsWith(`.${name}`) ? host.slice(0, -name.length - 1) : undefined;
}
