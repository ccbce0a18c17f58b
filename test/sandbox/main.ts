import { startSandbox } from './sandbox.ts';

/**
 * The sandbox as a program of its own: `npx tsx test/sandbox/main.ts`. Prints one line of JSON with everything a
 * client needs, and ends on SIGTERM, SIGINT or when its standard input closes.
 */
const sandbox = await startSandbox();
const { gitlab, aws } = sandbox;
// Before anything is printed: whoever reads the line may end us at once.
let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  void sandbox.close().then(() => process.exit(0));
}
process.once('SIGTERM', end);
process.once('SIGINT', end);
process.stdin.once('end', end).once('error', end).resume();

const users = [42, 57].map((id) => {
  const { username, password, name } = gitlab.users.get(id);
  return { id, username, password, name };
});
process.stdout.write(
  `${JSON.stringify({
    pid: process.pid,
    issuer: gitlab.issuer,
    clientId: gitlab.applications.default.uid,
    users,
    endpoints: aws.endpoints,
    configYaml: sandbox.configYaml(),
  })}\n`,
);
