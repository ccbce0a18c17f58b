type Environment = Readonly<Record<string, string | undefined>>;

const unwanted: readonly RegExp[] = [
  // Secrets of the work that the command was part of: the agent outlives it, and its environment can be read.
  /TOKEN|SECRET|PASSW(OR)?D|PASSPHRASE|CREDENTIAL|(API|ACCESS|PRIVATE)_?KEY/i,
  /^AWS_/i,
  // What changes how Node, Electron or TLS work, but for whom to trust and how to get out.
  /^NODE_(?!EXTRA_CA_CERTS$|USE_SYSTEM_CA$|USE_ENV_PROXY$)/i,
  /^ELECTRON_/i,
  /^SSLKEYLOGFILE$/i,
  // Meant for the one program that was started with them.
  /^npm_/i,
  /^DESKTOP_STARTUP_ID$/,
];

/** The environment for an agent that this command starts: what it needs to find its user, and nothing secret. */
export function agentEnvironment(env: Environment): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !unwanted.some((pattern) => pattern.test(entry[0])),
  );
  return Object.fromEntries(kept);
}
