import { asAppError } from '../errors.ts';
import type { Clock, Config, ConfigSource } from '../ports.ts';
import { checkAwsFiles, checkProfiles } from './aws-files-check.ts';
import { checkBrowser } from './browser-check.ts';
import { checkEnvironment } from './environment-check.ts';
import { failure, finding, type OnFinding, type Place } from './finding.ts';
import type { Surroundings } from './surroundings.ts';

/** Program, version and platform of whoever asks. */
export interface ProgramFacts {
  readonly tobira: string;
  /** Such as `Node 22.12.0`, or `Electron 45.4.1`. */
  readonly runtime: string;
  /** Such as `linux x64`. */
  readonly platform: string;
  /** The Node that the command line runs on; absent in the app, which brings its own. */
  readonly node?: string;
}

/** The oldest Node that the command line runs on. */
const neededNode = [20, 19] as const;

export function checkProgram({ node, ...facts }: ProgramFacts, onFinding: OnFinding): void {
  const place: Place = { check: 'versions' };
  const [major = 0, minor = 0] = (node ?? neededNode.join('.')).split('.').map(Number);
  const [neededMajor, neededMinor] = neededNode;
  if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
    onFinding(
      finding(place, 'fail', 'runtime_old', {
        runtime: facts.runtime,
        needed: `Node ${neededNode.join('.')}`,
      }),
    );
  }
  onFinding(finding(place, 'ok', 'versions', facts));
}

/** @returns the configuration, where any of it can be used */
export async function checkConfig(source: ConfigSource, onFinding: OnFinding): Promise<Config | undefined> {
  const place: Place = { check: 'config' };
  try {
    const config = await source.load();
    const { path, identities, roles, problems } = config;
    onFinding(
      finding(place, 'ok', 'config_read', { path, identities: identities.length, roles: roles.length }),
    );
    for (const problem of problems) onFinding(finding(place, 'warn', 'config_problem', { path, ...problem }));
    if (identities.length === 0) {
      onFinding(finding(place, 'warn', 'config_empty', { path, lacks: 'identities' }));
    } else if (roles.length === 0) {
      onFinding(finding(place, 'warn', 'config_empty', { path, lacks: 'roles' }));
    }
    return config;
  } catch (error) {
    onFinding(failure(place, asAppError(error)));
    return undefined;
  }
}

/** AWS's files, the environment and the browser of the user. Never fails. */
export async function checkUser(
  surroundings: Surroundings,
  config: Config | undefined,
  clock: Pick<Clock, 'now'>,
  onFinding: OnFinding,
): Promise<void> {
  const review = await surroundings.reviewAwsFiles();
  checkAwsFiles(review).forEach(onFinding);
  checkProfiles(review, config, clock.now()).forEach(onFinding);
  (await checkEnvironment(surroundings, review, config)).forEach(onFinding);
  checkBrowser(await surroundings.browser()).forEach(onFinding);
}
