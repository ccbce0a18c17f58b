/** What the system's error codes mean. */
const codes: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'you have no permission'],
  ['EPERM', 'the system does not allow it'],
  ['ENOENT', 'it does not exist'],
  ['ENOTDIR', 'a file is where a folder should be'],
  ['EISDIR', 'it is a folder'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'your disk quota is used up'],
  ['EMFILE', 'too many files are open'],
  ['ECONNREFUSED', 'nothing is listening there'],
  ['ECONNRESET', 'the connection was broken off'],
  ['EPIPE', 'the connection was broken off'],
  ['ETIMEDOUT', 'no answer came'],
  ['ENOTFOUND', 'no host with this name is known'],
  ['EAI_AGAIN', 'host names cannot be looked up right now'],
  ['EHOSTUNREACH', 'there is no route to it'],
  ['ENETUNREACH', 'there is no route to it'],
]);

/** A reason in words; a code stays beside them, for whoever looks it up. */
export function because(reason: string): string {
  const words = codes.get(reason);
  return words === undefined ? reason : `${words}: ${reason}`;
}
