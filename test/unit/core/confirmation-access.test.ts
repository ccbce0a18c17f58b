import { describe, expect, test } from 'vitest';
import { asAppError } from '../../../src/core/errors.ts';
import type { Access } from '../../../src/core/model.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const careful = roleWith({ readOnly: true, confirm: true });
const needed = { code: 'confirmation_needed' };

async function signedIn(): Promise<FakeWorld> {
  const world = createFakeWorld();
  world.configSource.config = configWith({ roles: [careful] });
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  world.browser.pages.length = 0;
  return world;
}

const questions = ({ owner }: FakeWorld) => owner.state.get().attention;
const reading = { kind: 'confirmation-needed', role: 'prod', by: 'app' };
const everything = { ...reading, fullAccess: true };

/** The user has clicked. */
async function clicked(world: FakeWorld, access?: Access): Promise<{ result: string }> {
  const watched = { result: 'waiting' };
  world.owner.actions.openConsole('prod', world.browser, access === undefined ? {} : { access }).then(
    () => void (watched.result = 'done'),
    (error: unknown) => void (watched.result = asAppError(error).code),
  );
  await settle();
  return watched;
}

describe('a program that wants another access than the user is being asked about', () => {
  test.each([
    [undefined, 'full', reading],
    ['full', 'read-only', everything],
  ] as const)('is refused, and the user’s question stays: %s and %s', async (users, programs, question) => {
    const world = await signedIn();
    const opened = await clicked(world, users);
    await expect(world.owner.actions.credentials('prod', programs)).rejects.toMatchObject(needed);
    await settle();
    expect(questions(world)).toEqual([question]);
    expect(opened.result).toBe('waiting');

    await world.owner.actions.confirm('prod', users);
    await settle();

    expect(opened.result).toBe('done');
    expect(world.assumer.asked.map(({ policyArns }) => policyArns === undefined)).toEqual([users === 'full']);
  });

  test('is asked about when the user has answered, and it tries again', async () => {
    const world = await signedIn();
    await clicked(world);
    await world.owner.actions.credentials('prod', 'full').catch(() => undefined);
    await world.owner.actions.confirm('prod');
    await settle();
    await expect(world.owner.actions.credentials('prod', 'full')).rejects.toMatchObject(needed);
    expect(questions(world)).toEqual([{ ...everything, by: 'program' }]);
  });
});

describe('a yes to one access', () => {
  test('to reading answers no question about full access', async () => {
    const world = await signedIn();
    const opened = await clicked(world, 'full');
    await world.owner.actions.confirm('prod');
    await settle();
    expect(questions(world)).toEqual([everything]);
    expect(opened.result).toBe('waiting');
    expect(world.assumer.asked).toEqual([]);
    await expect(world.owner.actions.credentials('prod', 'full')).rejects.toMatchObject(needed);

    await world.owner.actions.confirm('prod', 'full');
    await settle();
    expect(opened.result).toBe('done');
  });

  test('to full access, such as from a terminal, answers the question about reading, too', async () => {
    const world = await signedIn();
    const opened = await clicked(world);
    await world.owner.actions.confirm('prod', 'full');
    await settle();
    expect(opened.result).toBe('done');
    expect(questions(world)).toEqual([]);
  });
});

test('a question goes when an edit makes another one of it', async () => {
  const world = await signedIn();
  world.configSource.config = configWith({ roles: [{ ...careful, readOnly: false }] });
  await world.owner.actions.loadConfig();
  const opened = await clicked(world);
  expect(questions(world)).toEqual([reading]);

  world.configSource.config = configWith({ roles: [careful] });
  await world.owner.actions.loadConfig();
  await settle();

  expect(questions(world)).toEqual([]);
  expect(opened.result).toBe('confirmation_declined');
});
