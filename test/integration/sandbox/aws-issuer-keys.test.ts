import { describe, expect, it } from 'vitest';
import { assume, refusal, startWorld } from './aws-world.ts';

describe('the keys of an issuer', () => {
  it('are fetched once and kept', async () => {
    const world = await startWorld();
    await assume(world);
    await assume(world);
    expect(world.issuer.keyFetches).toBe(1);
    world.issuer.mood = 'broken';
    expect((await assume(world)).status).toBe(200);
  });

  it('are fetched again when their time is up, or a test says so', async () => {
    const world = await startWorld({ keyCacheMs: 60_000 });
    await assume(world);
    world.aws.clock.advance(61_000);
    await assume(world);
    expect(world.issuer.keyFetches).toBe(2);
    world.aws.forgetIssuerKeys();
    await assume(world);
    expect(world.issuer.keyFetches).toBe(3);
  });

  it('are fetched once more for a key that is not among them', async () => {
    const world = await startWorld();
    await assume(world);
    await world.issuer.rotate();
    expect((await assume(world)).status).toBe(200);
    expect(world.issuer.keyFetches).toBe(2);
    await world.issuer.rotate({ publish: false });
    const answer = await assume(world);
    expect(refusal(answer)).toBe('400 InvalidIdentityToken');
    expect(answer.field('Message')).toContain("Couldn't retrieve verification key");
  });

  it.each(['missing', 'not-json', 'other-issuer'] as const)(
    'are no keys where the issuer is %s',
    async (mood) => {
      const world = await startWorld();
      world.issuer.mood = mood;
      expect(refusal(await assume(world))).toBe('400 InvalidIdentityToken');
    },
  );

  it('cannot be had from an issuer that fails, stalls or is gone', async () => {
    const world = await startWorld({ issuerTimeoutMs: 100 });
    world.issuer.mood = 'broken';
    expect(refusal(await assume(world))).toBe('400 IDPCommunicationError');
    world.issuer.mood = 'stalled';
    expect(refusal(await assume(world))).toBe('400 IDPCommunicationError');
    const token = await world.issuer.sign();
    await world.issuer.close();
    expect(refusal(await assume(world, { WebIdentityToken: token }))).toBe('400 IDPCommunicationError');
  });
});
