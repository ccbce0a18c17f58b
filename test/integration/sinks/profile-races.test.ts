import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { takeFileLock } from '../../../src/adapters/sinks/aws-files/file-lock.ts';
import { createProfileEditor } from '../../../src/adapters/sinks/aws-files/profile-editor.ts';
import { createProfileSinks } from '../../../src/adapters/sinks/profile.ts';
import type { Delivered, Delivery, Standing } from '../../../src/core/delivery-ports.ts';
import type { Role } from '../../../src/core/model.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeMemory } from '../../support/fake-memory.ts';
import { credentialsFrom, roleWith, settingsWith } from '../../support/fake-nouns.ts';

const prod = roleWith({ profile: 'x' });
const dev = roleWith({ id: 'dev', roleName: 'Dev', profile: 'x' });
const foreign = '[mine]\naws_access_key_id = AKIAFOREIGN\n';
const soon = (mark: string) => credentialsFrom(0, 3_600_000, mark);
/** By then what was started waits for the lock, or for its turn. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function createWorld() {
  const home = await mkdtemp(join(tmpdir(), 'tobira-races-'));
  onTestFinished(() => rm(home, { recursive: true }));
  await mkdir(join(home, '.aws'));
  const files = { credentials: join(home, '.aws', 'credentials'), config: join(home, '.aws', 'config') };
  await writeFile(files.credentials, foreign);
  const [log, memory] = [new FakeLog(), new FakeMemory()];
  const command = () => ['/opt/tobira/bin/tobira'];
  const open = () => createProfileSinks({ editor: createProfileEditor(), files, command, memory, log });
  const sinks = open();

  function deliver(role: Role, change: Partial<Delivery> = {}, id = 'profile'): Promise<Delivered> {
    const sink = sinks.sinks.find((one) => one.id === id);
    if (sink === undefined) throw new Error(`no sink ${id}`);
    return sink.deliver({
      role,
      settings: settingsWith(),
      overwrite: false,
      isRecalled: () => false,
      credentials: () => Promise.resolve(soon('a')),
      consoleUrl: () => Promise.reject(new Error('not wanted')),
      endpointVariables: () => Promise.reject(new Error('not wanted')),
      ...change,
    });
  }
  return {
    ...{ home, files, log, memory, sinks, open, deliver },
    read: () => readFile(files.credentials, 'utf8'),
    /** As another process that lives would: whoever writes waits. */
    hold: () => takeFileLock(files.credentials, { patienceMs: 1_000, pause: sleep }),
    async write(role: Role): Promise<Standing> {
      const delivered = await deliver(role);
      if (delivered.kind !== 'standing') throw new Error('it does not stand');
      return delivered;
    },
  };
}

describe('taking back while keys wait to be written', () => {
  test('waits for them, and takes them along', async () => {
    const world = await createWorld();
    const lock = await world.hold();
    const writing = world.deliver(prod);
    await nextTurn();
    const withdrawn = world.sinks.withdraw(() => true);
    await lock.release();
    await writing;
    expect(await withdrawn).toEqual([]);
    expect(await world.read()).toBe(foreign);
  });

  test('keeps them from being written at all where the delivery was recalled', async () => {
    const world = await createWorld();
    const lock = await world.hold();
    let isRecalled = false;
    const writing = world.deliver(prod, { isRecalled: () => isRecalled });
    const failure = expect(writing).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
    await nextTurn();
    isRecalled = true;
    await lock.release();
    await failure;
    expect(await world.read()).toBe(foreign);
  });

  test('keeps a second look from bringing them back', async () => {
    const world = await createWorld();
    const standing = await world.write(prod);
    await writeFile(world.files.credentials, foreign);
    const lock = await world.hold();
    const withdrawn = world.sinks.withdraw(() => true);
    const restoring = standing.restore(soon('a'), prod);
    await lock.release();
    expect(await withdrawn).toEqual([]);
    expect(await restoring).toBe(false);
    expect(await world.read()).toBe(foreign);
  });

  test('by whoever wrote them leaves what has taken their place since', async () => {
    const world = await createWorld();
    const first = await world.write(prod);
    await world.deliver(dev, { credentials: () => Promise.resolve(soon('dev')) });
    await first.takeBack();
    expect(await world.read()).toContain('ASIA-dev');
    const second = await world.write(prod);
    await second.takeBack();
    expect(await world.read()).toBe(foreign);
  });

  test('forgets no files in which others are being written', async () => {
    const world = await createWorld();
    const files = { credentials: join(world.home, 'elsewhere'), config: join(world.home, 'config') };
    const lock = await takeFileLock(files.credentials, { patienceMs: 1_000, pause: sleep });
    const target = { files, profile: 'x', command: ['/opt/tobira/bin/tobira'] };
    const writing = world.deliver(prod, { target });
    await nextTurn();
    world.memory.setAwsFiles([]);
    await lock.release();
    await writing;
    expect(world.memory.awsFiles()).toEqual([files]);
  });
});

describe('a second look after the user has', () => {
  test('removed the profile leaves it away', async () => {
    const world = await createWorld();
    const standing = await world.write(prod);
    await world.sinks.remove('x', world.files);
    expect(await standing.restore(soon('a'), prod)).toBe(false);
    expect(await world.read()).toBe(foreign);
  });

  test('given it to another role leaves it that role’s', async () => {
    const world = await createWorld();
    const standing = await world.write(prod);
    await world.deliver(dev, { credentials: () => Promise.resolve(soon('dev')) });
    const after = await world.read();
    expect(await standing.restore(soon('a'), prod)).toBe(false);
    expect(await standing.renew(soon('b'), prod)).toBe(false);
    expect(await world.read()).toBe(after);
  });

  test('had it ask Tobira instead leaves it so', async () => {
    const world = await createWorld();
    const standing = await world.write(prod);
    await world.deliver(prod, {}, 'profile-process');
    expect(await standing.restore(soon('a'), prod)).toBe(false);
    expect(await world.read()).toBe(foreign);
    expect(await readFile(world.files.config, 'utf8')).toContain('credential_process');
  });

  test('tried to give it to another role in vain goes on with it', async () => {
    const world = await createWorld();
    const standing = await world.write(prod);
    const before = await world.read();
    await writeFile(world.files.credentials, 'stray line\n');
    await expect(world.deliver(dev)).rejects.toMatchObject({ code: 'aws_file_malformed' });
    await writeFile(world.files.credentials, before);
    expect(await standing.renew(soon('b'), prod)).toBe(true);
    expect(await world.read()).toContain('ASIA-b');
  });

  test('taken out of the file what had stood there before its renewal leaves it away', async () => {
    const world = await createWorld();
    const standing = await world.write(prod);
    await standing.renew(soon('b'), prod);
    await writeFile(world.files.credentials, foreign);
    expect(await standing.restore(soon('b'), prod)).toBe(false);
    expect(await world.read()).toBe(foreign);
  });

  test('signed out in one file leaves the profile of the same name that asks Tobira', async () => {
    const world = await createWorld();
    await world.deliver(prod, {}, 'profile-process');
    const config = await readFile(world.files.config, 'utf8');
    const keys = await readFile(world.files.credentials, 'utf8');
    // As another configuration's Tobira, or a restored copy, would have left it.
    const other = await createWorld();
    await other.write(prod);
    await writeFile(world.files.credentials, await other.read());
    expect(await world.sinks.withdraw(() => true)).toEqual([]);
    expect(await readFile(world.files.config, 'utf8')).toBe(config);
    expect(await world.read()).toBe(keys);
  });
});

test('keys go where the other file is broken', async () => {
  const world = await createWorld();
  await world.write(prod);
  await writeFile(world.files.config, 'stray line\n');
  expect(await world.sinks.withdraw(() => true)).toEqual([]);
  expect(await world.read()).toBe(foreign);
});

describe('an editor that saves what it had read before', () => {
  test('is noticed, and the newest keys come back', async () => {
    const world = await createWorld();
    const standing = await world.write(prod);
    const old = await world.read();
    await standing.renew(soon('b'), prod);
    await standing.restore(soon('b'), prod);
    expect(await standing.hasChanged()).toBe(false);
    await writeFile(world.files.credentials, `${old}\n[new]\noutput = json\n`);
    expect(await standing.hasChanged()).toBe(true);
    expect(await standing.renew(soon('b'), prod)).toBe(true);
    expect(await world.read()).toContain('ASIA-b');
    expect(await world.read()).toContain('[new]\noutput = json\n');
  });

  test('may be another tool with temporary keys of its own, which are left alone', async () => {
    const world = await createWorld();
    const standing = await world.write(prod);
    const theirs = (await world.read()).replace(
      'aws_access_key_id = ASIA-a',
      'aws_access_key_id = ASIAOTHER',
    );
    await writeFile(world.files.credentials, theirs);
    expect(await standing.renew(soon('b'), prod)).toBe(false);
    expect(await world.read()).toBe(theirs);
    await expect(world.deliver(prod)).rejects.toMatchObject({ code: 'profile_taken' });
    expect(await world.sinks.withdraw(() => true)).toEqual([]);
    expect(await world.read()).toBe(theirs);
  });
});

describe('a profile of a role that has the same id and another ARN', () => {
  const elsewhere = roleWith({ profile: 'x', roleName: 'Elsewhere' });
  const found = async ({ open }: Awaited<ReturnType<typeof createWorld>>, role: Role) =>
    (
      await open()
        .sinks.find(({ id }) => id === 'profile')
        ?.standing?.([role])
    )?.found;

  test('is not taken up, which is logged, and can be written anew', async () => {
    const world = await createWorld();
    await world.write(elsewhere);
    expect(await found(world, prod)).toEqual([]);
    expect(world.log.lines.join('\n')).toContain('profile.of-another-role');
    await world.deliver(prod);
    expect(await found(world, prod)).toHaveLength(1);
    expect(await world.read()).toContain(prod.arn.text);
  });

  test('follows where the ARN was edited under the one who stands for it', async () => {
    const world = await createWorld();
    const standing = await world.write(prod);
    expect(await standing.renew(soon('b'), elsewhere)).toBe(true);
    expect(await world.read()).toContain(elsewhere.arn.text);
    expect(await found(world, elsewhere)).toHaveLength(1);
  });

  test('is not renewed by one who has never written that', async () => {
    const [world, other] = [await createWorld(), await createWorld()];
    const standing = await world.write(prod);
    await other.write(elsewhere);
    await writeFile(world.files.credentials, await other.read());
    expect(await standing.renew(soon('b'), prod)).toBe(false);
    expect(await world.read()).toBe(await other.read());
  });

  test('that an earlier Tobira has left without one is not taken up, and goes with a sign-out', async () => {
    const world = await createWorld();
    const marker = '# Managed by Tobira for the role "prod". What Tobira wrote here, it renews.';
    await writeFile(world.files.credentials, `${foreign}\n[x]\n${marker}\naws_access_key_id = ASIA1\n`);
    expect(await found(world, prod)).toEqual([]);
    expect(await world.sinks.withdraw(() => true)).toEqual([]);
    expect(await world.read()).toBe(foreign);
  });
});
