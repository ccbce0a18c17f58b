/** What the system's error codes mean. */
const codes: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'you have no permission'],
  ['EPERM', 'the system does not allow it'],
  ['ENOENT', 'it is not there'],
  ['ENOTDIR', 'a file is in the place of a folder'],
  ['EISDIR', 'it is a folder'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'your share of the disk is full'],
  ['EMFILE', 'too many files are open'],
  ['ECONNREFUSED', 'nothing listens there'],
  ['ECONNRESET', 'the connection was broken off'],
  ['EPIPE', 'the connection was broken off'],
  ['ETIMEDOUT', 'no answer came'],
  ['ENOTFOUND', 'no host of this name is known'],
  ['EAI_AGAIN', 'names cannot be looked up right now'],
  ['EHOSTUNREACH', 'no way leads there'],
  ['ENETUNREACH', 'no way leads there'],
]);

/** A reason in words; a code stays beside them, for whoever looks it up. */
export function because(reason: string): string {
  const words = codes.get(reason);
  return words === undefined ? reason : `${words}: ${reason}`;
}
