import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Identity } from '../../../src/core/model.ts';
import { settle } from '../../support/fake-clock.ts';
import { jwtWith } from '../../support/fake-jwt.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const prod = roleWith();

/** Signed in at a provider whose tokens can be read. */
async function signedIn(): Promise<FakeWorld> {
  const world = createFakeWorld();
  const { provider, owner, browser } = world;
  const plain = provider.idToken.bind(provider);
  provider.idToken = (identity: Identity, subject?: string) => {
    const token = plain(identity, subject);
    const { issuer: iss, audience: aud, subject: sub, jwt: jti } = token;
    return { ...token, jwt: jwtWith({ iss, aud, sub, jti, iat: 1_800_000_000, exp: 1_800_000_120 }) };
  };
  const login = owner.actions.signIn(undefined, browser);
  await settle();
  provider.approve(work);
  await login;
  return world;
}

test('a role is explained by the facts of the token, and the token is not among them', async () => {
  const { owner, provider, clock } = await signedIn();
  provider.ahead = 7;
  const shown = await owner.explain(prod.id);
  expect(shown).toMatchObject({
    role: prod.id,
    roleArn: prod.arn,
    token: {
      issuer: work.issuer,
      audience: [work.clientId],
      subject: provider.user.subject,
      issuedAt: 1_800_000_000_000,
      expiresAt: 1_800_000_120_000,
      algorithm: 'RS256',
    },
    skewSeconds: 7,
    now: clock.now() + 7000,
  });
  expect(JSON.stringify(shown)).not.toContain('c2lnbmF0dXJl');
});

test('of a chain it is the first role that is explained, and each link says what it needs', async () => {
  const arn = (roleName: string) => ({
    ...prod.arn,
    roleName,
    text: `arn:aws:iam::123456789012:role/${roleName}`,
  });
  const world = await signedIn();
  world.configSource.config = configWith({
    roles: [
      roleWith({
        chain: [
          { arn: arn('Hub') },
          { arn: arn('Spoke'), externalId: 'acme:7', sourceIdentity: 'ada' },
          { arn: arn('Last') },
        ],
      }),
    ],
  });
  await world.owner.actions.loadConfig();
  const shown = await world.owner.explain(prod.id);
  expect(shown.roleArn).toEqual(prod.arn);
  expect(shown.links).toEqual([
    { roleArn: arn('Hub').text, from: prod.arn.text, actions: ['sts:AssumeRole'], externalId: false },
    {
      ...{ roleArn: arn('Spoke').text, from: arn('Hub').text, externalId: true },
      actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    },
    {
      ...{ roleArn: arn('Last').text, from: arn('Spoke').text, externalId: false },
      actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    },
  ]);
});

test('after a refusal it is the refused token that is shown: none is asked for again, even when it has expired', async () => {
  const { owner, provider, assumer, clock } = await signedIn();
  const { issuer, clientId: audience } = work;
  const refused = { roleArn: prod.arn.text, issuer, audience, subject: provider.user.subject };
  assumer.failWith(new AppError('role_refused', refused));
  await expect(owner.actions.credentials(prod.id)).rejects.toMatchObject({ code: 'role_refused' });
  const asked = provider.presented.length;
  await clock.advance(600_000);
  await expect(owner.explain(prod.id)).resolves.toMatchObject({ token: { subject: provider.user.subject } });
  expect(provider.presented.length).toBe(asked);
});

test('nobody signed in is told so, and so is a role that does not exist', async () => {
  const { owner } = createFakeWorld();
  await expect(owner.explain(prod.id)).rejects.toMatchObject({ code: 'login_needed' });
  await expect(owner.explain('nobody')).rejects.toMatchObject({ code: 'unknown_role' });
});

test('after a sign-out nothing is told of the last token', async () => {
  const { owner } = await signedIn();
  await owner.explain(prod.id);
  await owner.actions.signOut(undefined);
  await expect(owner.explain(prod.id)).rejects.toMatchObject({ code: 'login_needed' });
});
