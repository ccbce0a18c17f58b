/** With these Node writes to stderr what it sends and hears. It reads them before any code of ours runs. */
const talkative = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE'] as const;

/** @returns the name of a variable that would have this process tell its secrets; an empty one has no effect */
export function talkativeVariable(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return talkative.find((name) => (env[name] ?? '') !== '');
}
