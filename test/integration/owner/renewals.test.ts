import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createConsoleFederation } from '../../../src/adapters/aws/console-federation.ts';
import { knownRegion } from '../../../src/adapters/aws/partitions.ts';
import { createStsRoleAssumer } from '../../../src/adapters/aws/sts-role-assumer.ts';
import { createOidcIdentityProvider } from '../../../src/adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../../../src/adapters/oidc/provider-presets.ts';
import { createConfigFile } from '../../../src/adapters/system/config-file.ts';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import type { AwsCredentials, RoleId } from '../../../src/core/model.ts';
import { createOwner } from '../../../src/core/owner.ts';
import type { Browser } from '../../../src/core/ports.ts';
import { FakeActivityStore } from '../../support/fake-activity-store.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeRandom } from '../../support/fake-random.ts';
import { FakeSecretStore } from '../../support/fake-secret-store.ts';
import { answer, tooManyRequests, unavailable } from '../../sandbox/gitlab/fault.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { AIKO, failure, visit } from '../adapters/oidc-rig.ts';
import { createFakeChecks } from '../../support/fake-machine.ts';
import { FakeMemory } from '../../support/fake-memory.ts';
import { FakeProfileSink } from '../../support/fake-profile-sink.ts';

const ACTION = 'AssumeRoleWithWebIdentity';
const REFRESH = { grant_type: 'refresh_token' };
const minute = 60_000;
const hour = 60 * minute;

/** The real owner of somebody who is signed in, over real HTTP; time passes when a test says so, here and there. */
async function startRig() {
  const sandbox = await startSandbox();
  const folder = await mkdtemp(join(tmpdir(), 'tobira-renewals-'));
  onTestFinished(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });
  const configPath = join(folder, 'config.yaml');
  await writeFile(configPath, sandbox.configYaml());

  const clock = new FakeClock();
  clock.set(Date.now() - clock.now());
  const http = createNodeHttp({});
  const owner = createOwner({
    clock,
    random: new FakeRandom(),
    log: new FakeLog(),
    configSource: createConfigFile(configPath, {
      scopes: (provider) => providerPresets[provider].scopes,
      region: knownRegion,
    }),
    provider: createOidcIdentityProvider(http, clock),
    secrets: new FakeSecretStore(),
    assumer: createStsRoleAssumer(http, clock),
    federation: createConsoleFederation(http),
    sinks: [],
    withdrawals: [],
    profiles: new FakeProfileSink(),
    memory: new FakeMemory(),
    activityStore: new FakeActivityStore(),
    checks: createFakeChecks(clock),
  });
  onTestFinished(() => owner.end());
  const browser: Browser = {
    open(url) {
      void visit(sandbox.gitlab, url);
      return Promise.resolve();
    },
  };
  const signIn = () => owner.actions.signIn('work', browser);
  await signIn();

  const elsewhere = (ms: number) => {
    sandbox.gitlab.clock.offsetSeconds += ms / 1000;
    sandbox.aws.clock.advance(ms);
  };
  const assumed = () => sandbox.aws.requests.count(ACTION);
  return {
    ...{ sandbox, clock, owner, signIn, assumed },
    refreshed: () => sandbox.gitlab.requests.count('token', REFRESH),
    async pass(ms: number) {
      elsewhere(ms);
      await clock.advance(ms);
    },
    sleep(ms: number) {
      elsewhere(ms);
      clock.sleep(ms);
    },
    /** What a lease on the role brings. */
    lease(role = 'prod-admin') {
      const got: AwsCredentials[] = [];
      owner.keepFresh(role as RoleId, (fresh) => got.push(fresh));
      return got;
    },
    /** Resolves when so many credentials are there: the requests take time of their own. */
    async comes(got: readonly unknown[], count: number) {
      await vi.waitFor(
        async () => {
          await clock.advance(0);
          expect(got).toHaveLength(count);
        },
        { timeout: 10_000, interval: 10 },
      );
    },
  };
}

describe('credentials that are kept fresh', () => {
  it('are renewed before 15 minutes are left, hour after hour, with one request each', async () => {
    const rig = await startRig();
    const got = rig.lease();
    await rig.comes(got, 1);
    for (let round = 2; round <= 6; round++) {
      await rig.pass(41 * minute);
      expect(got).toHaveLength(round - 1);
      await rig.pass(2 * minute);
      await rig.comes(got, round);
      const left = (got.at(-1)?.expiresAt ?? 0) - rig.sandbox.aws.clock.now();
      expect(left).toBeGreaterThan(57 * minute);
    }
    expect(rig.assumed()).toBe(6);
    // The login's own ID token was good for the first.
    expect(rig.refreshed()).toBe(5);
  });

  it('are renewed at waking, all with one ID token and one request each', async () => {
    const rig = await startRig();
    const leases = ['prod-admin', 'stage-dev', 'dev-read'].map((role) => rig.lease(role));
    for (const got of leases) await rig.comes(got, 1);
    rig.sleep(9 * hour);

    for (let event = 0; event < 3; event++) rig.owner.wake();

    for (const got of leases) await rig.comes(got, 2);
    expect(rig.assumed()).toBe(6);
    expect(rig.refreshed()).toBe(1);
  });

  it('come back by themselves when GitLab does', async () => {
    const rig = await startRig();
    const got = rig.lease();
    await rig.comes(got, 1);
    rig.sandbox.gitlab.faults.add('token', unavailable());
    await rig.pass(43 * minute);
    await vi.waitFor(
      async () => {
        await rig.pass(30_000);
        expect(rig.refreshed()).toBeGreaterThan(12);
      },
      { timeout: 10_000, interval: 10 },
    );
    expect(got).toHaveLength(1);
    rig.sandbox.gitlab.faults.clear();
    await rig.pass(minute);
    await rig.comes(got, 2);
  });

  it('stop where GitLab has ended the session, and go on after a sign-in', async () => {
    const rig = await startRig();
    const got = rig.lease();
    await rig.comes(got, 1);
    rig.sandbox.gitlab.revokeTokens(AIKO);
    await rig.pass(43 * minute);
    await vi.waitFor(() =>
      expect([...rig.owner.state.get().sessions.values()]).toMatchObject([{ status: 'signed-out' }]),
    );
    await rig.pass(24 * hour);
    expect(rig.refreshed()).toBe(1);

    await rig.signIn();

    await rig.comes(got, 2);
  });
});

describe('a GitLab that asks for a pause', () => {
  it('is asked once, however many clicks come, and again when the pause is over', async () => {
    const rig = await startRig();
    await rig.pass(3 * minute);
    rig.sandbox.gitlab.faults.add('token', tooManyRequests(40), { times: 1 });
    const click = () => failure(rig.owner.actions.credentials('prod-admin'));
    expect(await click()).toMatchObject({ code: 'issuer_failed', details: { status: 429, waitSeconds: 40 } });
    await rig.pass(10_000);
    for (let clicks = 0; clicks < 20; clicks++) {
      expect(await click()).toMatchObject({ details: { status: 429, waitSeconds: 30 } });
    }
    expect(rig.refreshed()).toBe(1);

    await rig.pass(30_000);

    expect((await rig.owner.actions.credentials('prod-admin')).accessKeyId).toMatch(/^ASIA/);
    expect(rig.refreshed()).toBe(2);
  });

  it('for a moment only goes unnoticed', async () => {
    const rig = await startRig();
    await rig.pass(3 * minute);
    rig.sandbox.gitlab.faults.add('token', tooManyRequests(3), { times: 1 });
    const asked = rig.owner.actions.credentials('prod-admin');
    await vi.waitFor(() => expect(rig.refreshed()).toBe(1));
    // Until its wait has begun, which only the reply tells.
    await vi.waitFor(async () => {
      await rig.pass(1_000);
      expect(rig.refreshed()).toBe(2);
    });
    expect((await asked).accessKeyId).toMatch(/^ASIA/);
  });

  it('as a blocked user hears it, is asked three times and then believed', async () => {
    const rig = await startRig();
    await rig.pass(3 * minute);
    rig.sandbox.gitlab.faults.add('token', answer(500, '', {}));
    let failed: unknown;
    void failure(rig.owner.actions.credentials('prod-admin')).then((error) => (failed = error));
    await vi.waitFor(async () => {
      await rig.pass(1_000);
      expect(failed).toMatchObject({ code: 'issuer_failed', details: { status: 500 } });
    });
    expect(rig.refreshed()).toBe(3);
  });
});

describe('clocks that disagree', () => {
  it("are named where AWS takes GitLab's newest token for expired", async () => {
    const rig = await startRig();
    await rig.pass(3 * minute);
    rig.sandbox.gitlab.clock.offsetSeconds -= 7_200;
    const error = await failure(rig.owner.actions.credentials('prod-admin'));
    expect(error).toMatchObject({ code: 'clock_skew', details: { issuer: rig.sandbox.gitlab.issuer } });
    expect(Reflect.get(error.details, 'seconds')).toBeCloseTo(-7_200, -1);
    expect(rig.assumed()).toBe(2);
  });
});
