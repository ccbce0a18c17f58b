import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { AwsCredentials, User } from '../../../src/core/model.ts';
import { settle } from '../../support/fake-clock.ts';
import { createCredentialsWorld } from '../../support/fake-credentials.ts';
import { Gate } from '../../support/fake-gate.ts';
import { createLeaseWorld } from '../../support/fake-leases.ts';
import { ada, bob, credentialsFrom, identityWith, roleWith } from '../../support/fake-nouns.ts';

const work = identityWith();
const prod = roleWith();
const shown = { roleArn: prod.arn.text, issuer: work.issuer, audience: 'app-1', subject: '42' };

/** Somebody is signed in, and the answer to the next exchange waits until the test lets it come. */
async function createWorld() {
  const world = await createLeaseWorld();
  const gate = new Gate();
  return {
    ...world,
    gate,
    /** What comes through the gate. */
    hold(answer: () => AwsCredentials = () => credentialsFrom(world.clock.now(), 3_600_000, 'of Ada')) {
      world.assumer.answers.push(async () => {
        await gate.passed();
        return answer();
      });
    },
    async signInAs(user: User) {
      world.provider.user = user;
      await world.signIn();
    },
    get: () => world.owner.actions.credentials('prod'),
    names: () => world.assumer.asked.map(({ sessionName, idToken }) => [sessionName, idToken.subject]),
  };
}

test('an exchange that is under way when another user signs in hands nothing out', async () => {
  const world = await createWorld();
  world.hold();
  const asked = world.get();
  await settle();

  await world.signInAs(bob);
  world.gate.open();

  await expect(asked).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
  expect((await world.get()).accessKeyId).not.toBe('ASIA-of Ada');
  expect(world.names()).toEqual([
    ['ada@example.com', '42'],
    ['bob@example.com', '57'],
  ]);
});

test('the new user does not wait for an exchange of the one before', async () => {
  const world = await createWorld();
  world.hold();
  const asked = world.get();
  const outcome = expect(asked).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
  await settle();
  await world.signInAs(bob);

  expect((await world.get()).accessKeyId).toBe('ASIA-2');

  world.gate.open();
  await outcome;
  expect((await world.get()).accessKeyId).toBe('ASIA-2');
});

test("credentials of the one before are gone before the provider is told of that user's end", async () => {
  const world = await createWorld();
  await world.get();
  const gate = new Gate();
  world.provider.nextRevoke = () => gate.passed();
  world.provider.user = bob;
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  world.provider.approve(work);
  await settle();

  expect((await world.get()).accessKeyId).toBe('ASIA-2');

  gate.open();
  await login;
});

test('an exchange is not tried again as somebody else', async () => {
  const world = await createWorld();
  world.hold(() => {
    throw new AppError('sts_token_expired', shown);
  });
  const asked = world.get();
  await settle();
  await world.signInAs(bob);
  world.gate.open();

  await expect(asked).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
  expect(world.names()).toEqual([['ada@example.com', '42']]);
});

test('a console that is on its way when another user signs in does not open', async () => {
  const world = await createWorld();
  const gate = new Gate();
  world.federation.loginUrl = async () => {
    await gate.passed();
    return 'https://signin.example/of-ada';
  };
  const opened = world.owner.actions.openConsole('prod', world.browser);
  await settle();
  await world.signInAs(bob);
  gate.open();

  await expect(opened).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
  expect(world.browser.pages).not.toContain('https://signin.example/of-ada');
});

test('what is kept fresh gets nothing of the one before once another user is there', async () => {
  const world = await createWorld();
  world.hold();
  const { got } = world.lease();
  await world.clock.advance(0);
  await world.signInAs(bob);
  expect(got).toEqual([]);

  world.gate.open();
  await world.clock.advance(1_000);

  expect(got.map(({ accessKeyId }) => accessKeyId)).toEqual(['ASIA-2']);
  expect(world.names().at(-1)).toEqual(['bob@example.com', '57']);
});

test('the same user who signs in again disturbs nothing that is under way', async () => {
  const world = await createWorld();
  world.hold();
  const asked = world.get();
  await settle();

  await world.signInAs(ada);
  world.gate.open();

  expect((await asked).accessKeyId).toBe('ASIA-of Ada');
  expect(await world.get()).toBe(await asked);
});

test('a token of another user than the one whose session it is does not go to AWS', async () => {
  const world = await createCredentialsWorld();
  const record = { refreshToken: 'of-bob', user: bob };
  await world.vault.write(work, record);

  await expect(world.get()).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
  expect(world.assumer.asked).toEqual([]);
});
