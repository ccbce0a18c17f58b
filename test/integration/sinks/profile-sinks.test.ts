import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createProfileEditor } from '../../../src/adapters/sinks/aws-files/profile-editor.ts';
import { createProfileSinks } from '../../../src/adapters/sinks/profile.ts';
import type { Delivery, Standing } from '../../../src/core/delivery-ports.ts';
import type { CatalogueId, Role } from '../../../src/core/model.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeMemory } from '../../support/fake-memory.ts';
import { credentialsFrom, roleWith, settingsWith } from '../../support/fake-nouns.ts';

const prod = roleWith({ profile: 'production' });
const dev = roleWith({ id: 'dev', roleName: 'Dev' });
const foreign = '# mine\n[default]\naws_access_key_id = AKIAFOREIGN\naws_secret_access_key = theirs\n';

async function createWorld() {
  const home = await mkdtemp(join(tmpdir(), 'tobira-profiles-'));
  onTestFinished(() => rm(home, { recursive: true }));
  await mkdir(join(home, '.aws'));
  const files = { credentials: join(home, '.aws', 'credentials'), config: join(home, '.aws', 'config') };
  await writeFile(files.credentials, foreign);
  const log = new FakeLog();
  const memory = new FakeMemory();
  const sinks = () =>
    createProfileSinks({
      editor: createProfileEditor(),
      files,
      command: () => ['/opt/tobira/bin/tobira'],
      memory,
      log,
    });
  return { home, files, log, memory, sinks, read: () => readFile(files.credentials, 'utf8') };
}

type Sinks = ReturnType<typeof createProfileSinks>;

function sinkOf({ sinks }: Sinks, id: string) {
  const sink = sinks.find((one) => one.id === id);
  if (sink === undefined) throw new Error(`no sink ${id}`);
  return sink;
}

function deliveryOf(role: Role, change: Partial<Delivery> = {}): Delivery {
  return {
    role,
    settings: settingsWith(),
    overwrite: false,
    isRecalled: () => false,
    credentials: () => Promise.resolve(credentialsFrom(0)),
    consoleUrl: () => Promise.reject(new Error('not wanted')),
    endpointVariables: () => Promise.reject(new Error('not wanted')),
    ...change,
  };
}

async function write(sinks: Sinks, role: Role): Promise<Standing> {
  const delivered = await sinkOf(sinks, 'profile').deliver(deliveryOf(role));
  if (delivered.kind !== 'standing') throw new Error('it does not stand');
  return delivered;
}

describe('a profile with keys', () => {
  test('stands under the name that the role gives it, beside what others wrote', async () => {
    const world = await createWorld();
    const { profile } = await write(world.sinks(), prod);
    expect(profile).toEqual({
      profile: 'production',
      role: 'prod',
      mode: 'static',
      path: world.files.credentials,
    });
    expect(await world.read()).toContain(foreign);
    expect(await world.read()).toContain('[production]\n');
    expect(await world.read()).toContain('aws_access_key_id = ASIA-a\n');
  });

  test.each(['profile', 'profile-process'])(
    'is not replaced by a role of a catalogue that goes by the same name, unless the user says so: %s',
    async (id) => {
      const world = await createWorld();
      const sinks = world.sinks();
      await write(sinks, prod);
      const before = await world.read();
      const listed = roleWith({ id: 'listed', profile: 'production', catalogue: 'team' as CatalogueId });
      const taken = sinkOf(sinks, id).deliver(deliveryOf(listed));
      await expect(taken).rejects.toMatchObject({
        code: 'profile_taken',
        details: { profile: 'production', role: 'prod' },
      });
      expect(await world.read()).toBe(before);
      const said = { profile: 'production', files: world.files };
      await sinkOf(sinks, id).deliver(deliveryOf(listed, { target: said }));
      await write(sinks, prod);
      await sinkOf(sinks, id).deliver(deliveryOf(listed, { overwrite: true }));
      expect(await world.read()).not.toContain('for the role "prod"');
      // Its own it writes anew.
      await sinkOf(sinks, id).deliver(deliveryOf(listed));
    },
  );

  test('is renewed as long as it is there, and stays away once somebody took it away', async () => {
    const world = await createWorld();
    const standing = await write(world.sinks(), prod);
    expect(await standing.renew(credentialsFrom(0, 3_600_000, 'b'), prod)).toBe(true);
    expect(await world.read()).toContain('ASIA-b');

    await writeFile(world.files.credentials, foreign);
    expect(await standing.renew(credentialsFrom(0, 3_600_000, 'c'), prod)).toBe(false);
    expect(await world.read()).toBe(foreign);
  });

  test.each(['read-only', 'full'] as const)(
    'with access %j stays so, after a restart too',
    async (access) => {
      const world = await createWorld();
      const delivered = await sinkOf(world.sinks(), 'profile').deliver(deliveryOf(prod, { access }));
      expect(delivered).toMatchObject({ kind: 'standing', profile: { access } });

      const [found] = (await sinkOf(world.sinks(), 'profile').standing?.([prod]))?.found ?? [];
      expect(found?.profile.access).toBe(access);
      expect(await found?.renew(credentialsFrom(0, 3_600_000, 'b'), prod)).toBe(true);
      expect(await world.read()).toContain('ASIA-b');

      const [again] = (await sinkOf(world.sinks(), 'profile').standing?.([prod]))?.found ?? [];
      expect(again?.profile.access).toBe(access);
    },
  );

  test('that somebody gave keys of their own is not renewed', async () => {
    const world = await createWorld();
    const standing = await write(world.sinks(), prod);
    const theirs = `${foreign}\n[production]\naws_access_key_id = AKIATHEIRS\naws_secret_access_key = theirs\n`;
    await writeFile(world.files.credentials, theirs);
    expect(await standing.renew(credentialsFrom(0, 3_600_000, 'b'), prod)).toBe(false);
    expect(await world.read()).toBe(theirs);
  });

  test('of an earlier run is found again, where its role is still there', async () => {
    const world = await createWorld();
    await write(world.sinks(), prod);
    await write(world.sinks(), dev);

    const standing = await sinkOf(world.sinks(), 'profile').standing?.([prod]);
    const [found, ...more] = standing?.found ?? [];

    expect(found?.profile).toMatchObject({ profile: 'production', role: 'prod' });
    expect(more).toEqual([]);
    expect(await found?.renew(credentialsFrom(0, 3_600_000, 'b'), prod)).toBe(true);
    expect(await world.read()).toContain('ASIA-b');
  });

  test('in other files than the usual ones is found again, and taken back', async () => {
    const world = await createWorld();
    const files = { credentials: join(world.home, 'elsewhere'), config: join(world.home, 'config') };
    const target = { files, profile: 'x', command: ['/opt/tobira/bin/tobira'] };
    await sinkOf(world.sinks(), 'profile').deliver(deliveryOf(prod, { target }));

    const next = world.sinks();
    const standing = await sinkOf(next, 'profile').standing?.([prod]);
    expect(standing?.found.map(({ profile }) => profile.path)).toEqual([files.credentials]);
    expect(await next.withdraw(() => true)).toEqual([]);
    expect(await readFile(files.credentials, 'utf8')).not.toContain('ASIA');
    expect(world.memory.files).toEqual([]);
  });

  test('is found where another file cannot be read, which is said', async () => {
    const world = await createWorld();
    const files = { credentials: join(world.home, 'elsewhere'), config: join(world.home, 'config') };
    const target = { files, profile: 'x', command: ['/opt/tobira/bin/tobira'] };
    await sinkOf(world.sinks(), 'profile').deliver(deliveryOf(prod, { target }));
    await writeFile(world.files.credentials, 'stray line\n');
    const standing = await sinkOf(world.sinks(), 'profile').standing?.([prod]);
    expect(standing).toMatchObject({ complete: false, found: [{ profile: { profile: 'x' } }] });
  });

  test('that another program has undone is put back, but not once it was taken back', async () => {
    const world = await createWorld();
    const sinks = world.sinks();
    const standing = await write(sinks, prod);
    await writeFile(world.files.credentials, foreign);
    await standing.restore(credentialsFrom(0), prod);
    expect(await world.read()).toContain('ASIA-a');
    await sinks.withdraw(() => true);
    await standing.restore(credentialsFrom(0), prod);
    expect(await world.read()).toBe(foreign);
  });
});

describe('taking profiles back', () => {
  test('removes those of the roles that are meant, of earlier runs too, and gives back the bytes of before', async () => {
    const world = await createWorld();
    await write(world.sinks(), prod);
    await write(world.sinks(), dev);
    expect(await world.sinks().withdraw((role) => role === prod.id)).toEqual([]);
    expect(await world.read()).not.toContain('[production]');
    expect(await world.read()).toContain('[dev]');
    expect(await world.sinks().withdraw(() => true)).toEqual([]);
    expect(await world.read()).toBe(foreign);
  });

  test('leaves a profile that asks Tobira each time: it holds no keys', async () => {
    const world = await createWorld();
    const sinks = world.sinks();
    expect(await sinkOf(sinks, 'profile-process').deliver(deliveryOf(prod))).toMatchObject({
      kind: 'kept',
      profile: { profile: 'production', mode: 'process', path: world.files.config },
    });
    const written = await readFile(world.files.config, 'utf8');
    expect(written).toContain('[profile production]\n');
    expect(written).toMatch(/^credential_process = .*tobira.* credentials prod --format process$/m);
    expect(await sinks.withdraw(() => true)).toEqual([]);
    expect(await readFile(world.files.config, 'utf8')).toBe(written);
  });

  test('reaches profiles in files that only a command named', async () => {
    const world = await createWorld();
    const files = {
      credentials: join(world.home, 'elsewhere'),
      config: join(world.home, 'elsewhere-config'),
    };
    const sinks = world.sinks();
    const target = { files, profile: 'x', command: ['/opt/tobira/bin/tobira'] };
    await sinkOf(sinks, 'profile').deliver(deliveryOf(prod, { target }));
    expect(await readFile(files.credentials, 'utf8')).toContain('[x]\n');
    expect(await sinks.withdraw((role) => role === prod.id)).toEqual([]);
    expect(await readFile(files.credentials, 'utf8')).not.toContain('ASIA');
    expect(await world.read()).toBe(foreign);
  });

  test('says so where a file cannot be read, and logs why', async () => {
    const world = await createWorld();
    const sinks = world.sinks();
    await write(sinks, prod);
    await writeFile(world.files.credentials, `${await world.read()}stray line\n`);
    const [problem] = await sinks.withdraw(() => true);
    const line = (await world.read()).split('\n').indexOf('stray line') + 1;
    expect(problem).toMatchObject({
      code: 'aws_file_malformed',
      details: { path: world.files.credentials, line },
    });
    expect(world.log.lines.join('\n')).toContain('aws_file_malformed');
  });

  test('goes on with the other files where one cannot be changed', async () => {
    const world = await createWorld();
    const files = { credentials: join(world.home, 'elsewhere'), config: join(world.home, 'config') };
    const sinks = world.sinks();
    await write(sinks, prod);
    const target = { files, profile: 'x', command: ['/opt/tobira/bin/tobira'] };
    await sinkOf(sinks, 'profile').deliver(deliveryOf(dev, { target }));
    await writeFile(world.files.credentials, `${await world.read()}stray line\n`);
    expect(await sinks.withdraw(() => true)).toHaveLength(1);
    expect(await readFile(files.credentials, 'utf8')).not.toContain('ASIA');
  });
});
