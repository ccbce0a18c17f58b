/** AWS's limit on a session policy, in characters. */
export const longestPolicy = 2_048;

/** What is to be said of a policy while one types: its length as it is sent, without needless space. */
export function policyState(text: string): {
  readonly length: number;
  readonly fault: 'no-json' | 'too-long' | undefined;
} {
  if (text.trim() === '') return { length: 0, fault: undefined };
  const sent = minified(text);
  if (sent === undefined) return { length: text.length, fault: 'no-json' };
  return { length: sent.length, fault: sent.length > longestPolicy ? 'too-long' : undefined };
}

function minified(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? JSON.stringify(value)
      : undefined;
  } catch {
    return undefined;
  }
}
