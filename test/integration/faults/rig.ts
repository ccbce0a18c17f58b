import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { createConsoleFederation } from '../../../src/adapters/aws/console-federation.ts';
import { knownRegion } from '../../../src/adapters/aws/partitions.ts';
import { createStsRoleAssumer } from '../../../src/adapters/aws/sts-role-assumer.ts';
import { createOidcIdentityProvider } from '../../../src/adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../../../src/adapters/oidc/provider-presets.ts';
import { createConfigFile } from '../../../src/adapters/system/config-file.ts';
import { createKeychain } from '../../../src/adapters/system/keychain.ts';
import { createStreamLog } from '../../../src/adapters/system/stream-log.ts';
import { systemRandom } from '../../../src/adapters/system/system-random.ts';
import { asAppError, type AppError } from '../../../src/core/errors.ts';
import { createOwner, type Owner } from '../../../src/core/owner.ts';
import type { Http, Random } from '../../../src/core/ports.ts';
import { present } from '../../../src/main/present.ts';
import type { AppView } from '../../../src/shared/view.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';
import type { Machine } from './machine.ts';
import { createPerson, type Person } from './person.ts';
import { RigClock } from './rig-clock.ts';
import { createRoad, type Road } from './road.ts';
import { createFakeChecks } from '../../support/fake-machine.ts';
import { FakeActivityStore } from '../../support/fake-activity-store.ts';
import { FakeMemory } from '../../support/fake-memory.ts';
import { FakeProfileSink } from '../../support/fake-profile-sink.ts';

export const REFRESH = { grant_type: 'refresh_token' };
/** In every secret that the AWS of a rig gives out. */
export const CANARY = 'CanaryOfTheFaults42';

export interface RigOptions {
  readonly sandbox?: SandboxOptions;
  /** Changes the text of config.yaml. */
  readonly config?: (text: string) => string;
  /** Chance; the system's own where unset. */
  readonly random?: Random;
}

/** The real owner between a real keychain and the stand-ins for GitLab and AWS, with somebody who uses it. */
export interface Rig {
  readonly sandbox: Sandbox;
  readonly machine: Machine;
  readonly clock: RigClock;
  readonly road: Road;
  readonly person: Person;
  /** The one that runs now. */
  readonly owner: Owner;
  /** Starts the program anew: what only memory held is gone. */
  restart(): Promise<void>;
  /** Signs in and starts the program anew, as on the next day: the next click has to ask for everything. */
  nextDay(): Promise<void>;
  /** Another program of ours on the same keychain, with a way to the network of its own. */
  another(): Promise<Owner>;
  /** This computer's clock is set: those of GitLab and AWS are right, and stay so. */
  setClock(byMs: number): void;
  /** A click on a role, to its end. @returns what it failed with */
  click(role?: string): Promise<AppError | undefined>;
  /** What every surface shows now. */
  view(): AppView;
  /** All that was written anywhere: log, stdout and stderr. */
  written(): string;
  /** What other tools have in the user's home, byte by byte. */
  foreignFiles(): Promise<readonly string[]>;
}

/** Starts a rig that ends with the test. */
export async function startRig(machine: Machine, options: RigOptions = {}): Promise<Rig> {
  const { aws, ...others } = options.sandbox ?? {};
  const sandbox = await startSandbox({ ...others, aws: { canary: CANARY, ...aws } });
  onTestFinished(() => sandbox.close());
  const folder = join(machine.home, `rig-${new URL(sandbox.gitlab.issuer).port}`);
  const configPath = join(folder, 'config.yaml');
  await mkdir(folder);
  await writeFile(configPath, (options.config ?? ((text) => text))(sandbox.configYaml()));
  await writeForeignFiles(machine.home);

  const clock = new RigClock();
  const road = createRoad();
  const person = createPerson(sandbox.gitlab);
  const written: string[] = listen();
  const log = createStreamLog((line) => written.push(line), clock);
  const compose = (http: Http): Owner =>
    createOwner({
      clock,
      random: options.random ?? systemRandom,
      log,
      configSource: createConfigFile(configPath, {
        scopes: (provider) => providerPresets[provider].scopes,
        region: knownRegion,
      }),
      provider: createOidcIdentityProvider(http, clock),
      secrets: createKeychain({
        load: async () => (await import('keytar')).default,
        clock,
        platform: process.platform,
      }),
      assumer: createStsRoleAssumer(http, clock),
      federation: createConsoleFederation(http),
      sinks: [],
      withdrawals: [],
      profiles: new FakeProfileSink(),
      memory: new FakeMemory(),
      activityStore: new FakeActivityStore(),
      checks: createFakeChecks(clock),
    });

  const start = async (http: Http): Promise<Owner> => {
    const started = compose(http);
    await started.actions.loadConfig();
    return started;
  };

  let owner = await start(road);
  const rig: Rig = {
    sandbox,
    machine,
    clock,
    road,
    person,
    get owner() {
      return owner;
    },
    async restart() {
      await owner.end();
      owner = await start(road);
    },
    async nextDay() {
      await owner.actions.signIn('work', person);
      await rig.restart();
    },
    setClock(byMs) {
      clock.set(byMs);
      // The stand-ins live in this very process, and go by its clock.
      sandbox.gitlab.clock.offsetSeconds -= byMs / 1000;
      sandbox.aws.clock.advance(-byMs);
    },
    another: () => start(createRoad()),
    click: (role = 'prod-admin') => failureOf(owner.actions.openConsole(role, person)),
    view: () => present(owner.state.get(), configPath),
    written: () => written.join(''),
    foreignFiles: () => Promise.all(foreign(machine.home).map((path) => readFile(path, 'latin1'))),
  };
  return rig;
}

/** @returns what a piece of work failed with; undefined where it did not */
export async function failureOf(work: Promise<unknown>): Promise<AppError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return asAppError(error);
  }
}

function listen(): string[] {
  const heard: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    vi.spyOn(stream, 'write').mockImplementation((...words: Parameters<typeof write>) => {
      heard.push(Buffer.from(words[0]).toString('latin1'));
      return write(...words);
    });
  }
  return heard;
}

const foreign = (home: string): readonly string[] =>
  ['credentials', 'config'].map((name) => join(home, '.aws', name));

/** Files as other tools leave them: with comments, odd spaces and no newline at the end. */
async function writeForeignFiles(home: string): Promise<void> {
  const [credentials = '', config = ''] = foreign(home);
  await mkdir(join(home, '.aws'), { recursive: true });
  await writeFile(
    credentials,
    '# mine\r\n[default]\naws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key =  not/ours',
  );
  await writeFile(config, '[default]\nregion = eu-west-1\n\n[profile other]  ; kept\noutput=json');
}
