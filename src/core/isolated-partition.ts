/** Whether it is one of the partitions that are cut off from everybody else's: nobody signs in there from outside. */
export function isIsolated(partition: string): boolean {
  return /^aws-iso(?:-|$)/.test(partition);
}
