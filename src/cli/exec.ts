import { basename } from 'node:path';
import { keyEnvironment, regionVariables } from '../adapters/sinks/role-environment.ts';
import type { Access } from '../core/model.ts';
import { accessOptions, readAccess } from './access-options.ts';
import { announce, titleSequence } from './announcement.ts';
import { checkRegion, readArguments, required } from './arguments.ts';
import { childEnvironment } from './child-environment.ts';
import { sayNotice } from './notice.ts';
import { say } from './output.ts';
import { ask } from './owner.ts';
import { runProgram, splitAtProgram } from './role-program.ts';
import { loadTexts } from './texts.ts';

const own = {
  ...accessOptions,
  endpoint: { type: 'boolean' },
  region: { type: 'string' },
  announce: { type: 'boolean' },
} as const;

interface Served {
  readonly variables: Readonly<Record<string, string>>;
  /** When the keys end; absent where they are renewed. */
  readonly until?: number;
  close(): Promise<void>;
}

/**
 * `tobira exec ROLE [--endpoint] -- CMD...`: a program that is the role. Its keys are in its environment and nowhere
 * else; with `--endpoint` there is only the address of an endpoint that gives them out while the program runs.
 * @returns the program's own exit code, and what shells return where it cannot be run
 */
export async function exec(words: readonly string[]): Promise<number> {
  const { values, role, line } = read(words);
  checkRegion(values.region);
  const { access } = readAccess(values);
  const program = programName(line.program);
  const served = await (values.endpoint === true ? serve : hold)(values.config, role, program, access);
  try {
    const env = childEnvironment(
      process.env,
      {
        ...served.variables,
        ...(values.region !== undefined && regionVariables(values.region)),
        TOBIRA_ROLE: role,
      },
      process.platform,
    );
    if (values.announce === true) await tell(values.config, role, env['AWS_REGION'], served.until);
    return await runProgram(line, env, () => served.close());
  } finally {
    await served.close();
  }
}

function read(words: readonly string[]) {
  const line = splitAtProgram(words, { fault: 'program-not-apart' });
  const { values, positionals } = readArguments(line.own, own, 1);
  return { values, role: required(positionals[0], 'ROLE'), line };
}

/** Says which role this is: the program is somebody's shell, and looks like any other. */
async function tell(config: string | undefined, id: string, region = '', until?: number): Promise<void> {
  const role = (await ask(config, 'roles', {})).find((one) => one.id === id);
  if (role === undefined) return;
  const { line, title } = announce(
    { ...role, roleArn: role.chain?.at(-1) ?? role.roleArn, region, ...(until !== undefined && { until }) },
    (await loadTexts()).exec,
  );
  if (process.stderr.isTTY) process.stderr.write(titleSequence(title));
  say(line);
}

/** The role's keys themselves: they last as long as they last. */
async function hold(
  config: string | undefined,
  role: string,
  program: string,
  access?: Access,
): Promise<Served> {
  const { region, notice, ...keys } = await ask(config, 'credentials', {
    role,
    use: { command: 'exec', program },
    ...(access && { access }),
  });
  await sayNotice(role, notice);
  return {
    variables: keyEnvironment(keys, region).variables,
    until: keys.expiresAt,
    close: () => Promise.resolve(),
  };
}

async function serve(
  config: string | undefined,
  role: string,
  program: string,
  access?: Access,
): Promise<Served> {
  const [{ serveRole }, { refuseDefaultProfile }] = await Promise.all([
    import('./served-role.ts'),
    import('./default-profile.ts'),
  ]);
  await refuseDefaultProfile(process.env);
  return serveRole(config, role, { command: 'exec', program, serves: true }, access);
}

/** What the list of what was done calls it: never its words, which may be secret. */
function programName(program: string): string {
  return basename(program)
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 100);
}
