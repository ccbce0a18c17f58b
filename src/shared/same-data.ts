/** Whether two pieces of plain data (no cycles, no classes) hold the same. A field that is undefined is as good as none. */
export function sameData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => sameData(item, other[index]))
    );
  }
  const fields = new Map<string, unknown>(Object.entries(one));
  const others = new Map<string, unknown>(Object.entries(other));
  return [...new Set([...fields.keys(), ...others.keys()])].every((key) =>
    sameData(fields.get(key), others.get(key)),
  );
}
