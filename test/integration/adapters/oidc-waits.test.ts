import { expect, it } from 'vitest';
import { answer, unavailable } from '../../sandbox/gitlab/fault.ts';
import { failure, startOidcRig } from './oidc-rig.ts';

it('leaves GitLab alone for a moment after a 429 that names no time', async () => {
  const { gitlab, login } = await startOidcRig();
  gitlab.faults.add('token', answer(429, 'Retry later', { 'content-type': 'text/plain' }), { times: 1 });
  expect(await failure(login())).toMatchObject({ code: 'issuer_failed', details: { status: 429 } });

  const again = await failure(login());

  expect(again.details).toHaveProperty('waitSeconds');
  expect(gitlab.requests.count('token')).toBe(1);
});

it('believes a maintenance page that asks for an hour for no more than a minute', async () => {
  const { gitlab, login } = await startOidcRig();
  gitlab.faults.add('token', unavailable({ 'retry-after': '3600' }), { times: 1 });
  expect(await failure(login())).toMatchObject({ code: 'issuer_failed', details: { waitSeconds: 60 } });
});
