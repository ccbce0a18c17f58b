/** What an AWS region looks like, in every partition. It becomes part of host names that receive secrets. */
const pattern = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

export function isRegion(text: string): boolean {
  return pattern.test(text);
}
