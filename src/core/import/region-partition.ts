/** How the regions of the partitions beside AWS's first one begin. */
const beginnings = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
] as const;

/** The partition that a region's name speaks of. Good enough to notice what cannot belong together. */
export function partitionOfRegion(region: string): string {
  return beginnings.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws';
}
