/** Letters, digits and marks that Python's, JavaScript's and Go's readers of AWS's files take alike in a section's name. */
const shape = /^[A-Za-z0-9_.@+/-]{1,128}$/;

/**
 * Whether a profile in AWS's files may bear this name: no other can end a section's header or begin another.
 *
 * Two kinds of names are of that shape and still dangerous. Python's reader adds what stands in `[DEFAULT]` to every
 * section, so keys of ours would leak into all profiles. JavaScript's reader keeps sections in a plain object: one called
 * `constructor` is lost, and `__proto__` makes it give up the whole file.
 */
export function isProfileName(text: string): boolean {
  return shape.test(text) && text !== 'DEFAULT' && !(text in Object.prototype);
}
