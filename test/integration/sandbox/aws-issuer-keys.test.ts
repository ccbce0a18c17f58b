import type { JWK } from 'jose';
import { describe, expect, it, vi } from 'vitest';
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

  it.each(['missing', 'not-json', 'other-issuer', 'moved'] as const)(
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

  it('cannot be had from an issuer that never stops talking', async () => {
    const world = await startWorld();
    world.issuer.mood = 'endless';
    expect(refusal(await assume(world))).toBe('400 IDPCommunicationError');
  });

  it('must come within five seconds, discovery included', async () => {
    const world = await startWorld();
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    expect((await assume(world)).status).toBe(200);
    expect(timeout.mock.calls).toEqual([[5000]]);
    timeout.mockRestore();
  });

  it.each(['http://keys.example.com/keys', 'http://127.keys.example.com/keys', 'file:///etc/keys'])(
    'are not asked for at %s',
    async (jwksUri) => {
      const world = await startWorld();
      world.issuer.jwksUri = jwksUri;
      const answer = await assume(world);
      expect(refusal(answer)).toBe('400 InvalidIdentityToken');
      expect(answer.field('Message')).toContain("Couldn't retrieve verification key");
    },
  );

  it.each([
    ['100 RSA and 100 EC keys', 99, 100, '200'],
    ['101 RSA keys', 100, 0, '400 InvalidIdentityToken'],
    ['101 EC keys', 0, 101, '400 InvalidIdentityToken'],
  ])('may be a hundred of a kind: %s', async (_name, rsa, ec, expected) => {
    const world = await startWorld();
    world.issuer.extraKeys = [...spareKeys(rsa, { kty: 'RSA', n: 'AQAB', e: 'AQAB' }), ...spareKeys(ec, EC)];
    const answer = await assume(world);
    expect(answer.status === 200 ? '200' : refusal(answer)).toBe(expected);
  });

  it('do not vouch for a token that another key has signed in their name', async () => {
    const world = await startWorld();
    const token = await world.issuer.sign();
    await world.issuer.rotate({ publish: false });
    const stranger = await world.issuer.sign();
    expect((await assume(world, { WebIdentityToken: token })).status).toBe(200);
    const [head, body] = token.split('.');
    const forged = [head, body, stranger.split('.')[2]].join('.');
    expect(refusal(await assume(world, { WebIdentityToken: forged }))).toBe('400 InvalidIdentityToken');
  });
});

const EC: JWK = { kty: 'EC', crv: 'P-256', x: 'AQAB', y: 'AQAB' };

function spareKeys(count: number, key: JWK): readonly JWK[] {
  return Array.from({ length: count }, (_, index) => ({ ...key, kid: `spare-${String(index)}` }));
}
