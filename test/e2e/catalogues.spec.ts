import { stringify, parse } from 'yaml';
import { addCatalogue, type SandboxCatalogue } from '../sandbox/gitlab/catalogue.ts';
import { tooManyRequests } from '../sandbox/gitlab/fault.ts';
import { sandboxRoleArn, type Sandbox } from '../sandbox/sandbox.ts';
import type { Page } from 'playwright';
import { expect, test } from './support/fixtures.ts';
import { nextConsole, signIn } from './support/login.ts';

/** A catalogue's text: each role by its id, with the IAM role that it stands for. */
function catalogueOf(roles: Readonly<Record<string, string>>): string {
  return stringify({
    version: 1,
    roles: Object.entries(roles).map(([id, role]) => ({
      id,
      name: `Team / ${id}`,
      roleArn: sandboxRoleArn(role),
      region: 'eu-west-1',
    })),
  });
}

/** The sandbox's configuration with a catalogue. */
function withCatalogue(sandbox: Sandbox, catalogue: SandboxCatalogue): string {
  const config = parse(sandbox.configYaml()) as Record<string, unknown>;
  return stringify({
    ...config,
    catalogues: [{ id: 'team', name: 'Team roles', ...catalogue.entry() }],
  });
}

/** "Read again", where the settings list the catalogues; then back to the roles. */
async function readAgain(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Menu', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Settings', exact: true }).click();
  await window.getByRole('button', { name: 'Actions for Team roles' }).click();
  await window.getByRole('menuitem', { name: 'Read again' }).click();
  await window.getByRole('button', { name: 'Back to the roles' }).click();
}

test('a team’s roles come after one login at their own application, follow its file, and stay when GitLab does not answer', async ({
  desktop,
  sandbox,
  launch,
}) => {
  // It walks the whole way, in two starts.
  test.slow();
  const { gitlab } = sandbox;
  const catalogue = addCatalogue(gitlab, { text: catalogueOf({ reader: 'ReadOnly' }) });
  const app = await launch({ config: withCatalogue(sandbox, catalogue) });
  const window = await app.window();
  await signIn(app, desktop);

  const row = (id: string) => window.getByRole('row', { name: new RegExp(`^Team / ${id}`) });
  const ask = window.getByRole('region', { name: 'Team roles: sign in to read it' });
  await expect(ask).toBeVisible();
  await expect(window.getByRole('row')).toHaveCount(4);

  await ask.getByRole('button', { name: /^Sign in/ }).click();
  const consent = await desktop.browser.nextPage();
  // The browser is signed in at GitLab already: it only asks for what this application may do.
  await expect(consent.getByText('Read your repositories')).toBeVisible();
  await consent.getByRole('button', { name: 'Authorize' }).click();
  await consent.getByText('You can close this tab').waitFor();
  await expect(row('reader')).toBeVisible();
  await expect(ask).toHaveCount(0);
  const asked = (await desktop.browser.opened()).map((address) => new URL(address).searchParams);
  expect(asked.map((query) => [query.get('client_id'), query.get('scope')])).toEqual([
    [gitlab.applications.default.uid, 'openid email profile'],
    [catalogue.clientId, 'read_repository'],
  ]);
  // Each application has a session of its own.
  expect(gitlab.refreshTokens()).toHaveLength(2);
  expect(await desktop.keyring.items('Tobira')).toHaveLength(2);

  catalogue.push(catalogueOf({ reader: 'ReadOnly', builder: 'Developer', owner: 'Admin' }));
  await readAgain(window);
  const news = window.getByRole('region', { name: 'Team roles: 2 roles added.' });
  await expect(news).toBeVisible();
  await expect(window.getByRole('row')).toHaveCount(7);
  await news.getByRole('button', { name: 'Show: Team roles' }).click();
  await expect(window.getByRole('row')).toHaveCount(2);
  await expect(row('builder')).toBeVisible();
  await expect(row('owner')).toBeVisible();
  await window.getByRole('button', { name: 'Open console as Team / builder' }).click();
  expect(await nextConsole(desktop)).toBe(
    'arn:aws:sts::123456789012:assumed-role/Developer/aiko@example.com',
  );
  await news.getByRole('button', { name: 'Show all: Team roles' }).click();
  await expect(window.getByRole('row')).toHaveCount(7);
  await news.getByRole('button', { name: 'Got it: Team roles' }).click();
  await expect(news).toHaveCount(0);
  await app.quit();

  gitlab.faults.add('repository-file', tooManyRequests(60));
  gitlab.requests.clear();
  const next = await launch({ config: withCatalogue(sandbox, catalogue) });
  const tray = await next.tray();
  await tray.waitForEntry('Aiko Tanaka');
  await tray.click('Open Tobira');
  const again = await next.window();
  await expect(again.getByRole('row')).toHaveCount(7);
  await readAgain(again);
  const trouble = again.getByRole('region', { name: /asks to slow down/ });
  await expect(trouble).toContainText('stays in use');
  expect(gitlab.requests.count('repository-file')).toBe(1);
  await expect(again.getByRole('row')).toHaveCount(7);
  await again.getByRole('button', { name: 'Open console as Team / owner' }).click();
  expect(await nextConsole(desktop)).toBe('arn:aws:sts::123456789012:assumed-role/Admin/aiko@example.com');
});
