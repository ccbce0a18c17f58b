/** ISO 8601 in whole seconds: some clients do not read fractions. */
export function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
