import { describe, expect, it } from 'vitest';
import { hold, resetAfter } from '../../sandbox/gitlab/fault.ts';
import { failure } from '../adapters/oidc-rig.ts';
import { openCatalogueHousehold, rolesIn } from './household.ts';

describe('the refresh token of a catalogue’s application', () => {
  it('is in the keychain before what came with it is used: a program that is killed then has lost nothing', async () => {
    const { start, browser, gitlab, secrets } = await openCatalogueHousehold();
    await (await start()).catalogues.login('team', browser);
    // A program that starts anew has no access token. It gets one, and never hears whose it is: it might be dead.
    const second = await start();
    let letGo: () => void = () => undefined;
    gitlab.faults.add('token-info', hold(new Promise<void>((resolve) => (letGo = resolve))), { times: 1 });
    const asked = gitlab.requests.count('token-info');
    const dying = second.catalogues.refresh('team');
    await gitlab.requests.reached('token-info', asked + 1);
    expect(gitlab.refreshTokens()).toHaveLength(1);
    for (const { token } of gitlab.refreshTokens()) expect(secrets.text()).toContain(token);
    // The next program goes on with it.
    const third = await start();
    await third.catalogues.refresh('team');
    expect(rolesIn(third)).toEqual(['one']);
    letGo();
    await dying.catch(() => undefined);
  });

  it('is asked for again where the answer that brought it was lost', async () => {
    const { start, browser, gitlab } = await openCatalogueHousehold();
    await (await start()).catalogues.login('team', browser);
    const next = await start();
    gitlab.faults.add('token', resetAfter(), { times: 1 });
    expect((await failure(next.catalogues.refresh('team'))).code).toBe('network_unreachable');
    expect((await failure(next.catalogues.refresh('team'))).code).toBe('catalogue_login_needed');
    expect(rolesIn(next)).toEqual(['one']);
    await next.catalogues.login('team', browser);
    expect(rolesIn(next)).toEqual(['one']);
  });

  it('is used once however many ask', async () => {
    const { start, browser, gitlab } = await openCatalogueHousehold();
    await (await start()).catalogues.login('team', browser);
    const next = await start();
    await Promise.all(Array.from({ length: 20 }, () => next.catalogues.refresh('team')));
    expect(gitlab.requests.count('token', { grant_type: 'refresh_token' })).toBe(1);
  });

  it('is revoked and forgotten when all is locked', async () => {
    const { start, browser, gitlab, secrets } = await openCatalogueHousehold();
    const owner = await start();
    await owner.catalogues.login('team', browser);
    await owner.actions.lock.everything();
    expect(gitlab.refreshTokens()).toEqual([]);
    expect([...secrets.entries]).toEqual([]);
  });
});
