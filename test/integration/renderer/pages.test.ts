import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { ResponseOf } from '../../../src/shared/ipc.ts';
import { english } from '../../../src/renderer/texts/english.ts';
import { openServices } from '../../support/list-scenes.ts';
import { views } from '../../support/renderer-views.ts';
import { useWindows } from './rig.ts';

const open = useWindows();
const address = 'https://123456789012-k7fx.eu-west-1.console.aws.amazon.com/ecs/v2/clusters';

async function paste(page: Page, answer: ResponseOf<'page:read'>, text = address): Promise<void> {
  await page.evaluate((one) => window.recorder.answer('page:read', one), answer);
  await page.getByRole('combobox', { name: english.searchLabel }).fill(text);
}

const consoles = async (page: Page) =>
  (await page.evaluate(() => window.recorder.calls)).filter(({ name }) => name === 'role:console');

const read: ResponseOf<'page:read'> = {
  ok: true,
  page: { name: 'ECS', partition: 'aws', region: 'eu-west-1', roleIds: ['staging', 'data'] },
};

describe('an address in the search', () => {
  it('lists the roles that can open it in their order, and Enter opens it', async () => {
    const page = await open(views['signed-in']);
    await paste(page, read);
    await page.getByText('Open ECS in eu-west-1 as', { exact: true }).waitFor();
    const ids = await page.getByRole('row').evaluateAll((rows) => rows.map(({ id }) => id));
    expect(ids).toHaveLength(2);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Enter');
    expect(await consoles(page)).toEqual([
      { name: 'role:console', request: { roleId: 'staging', page: address } },
      { name: 'role:console', request: { roleId: 'data', readOnly: true, page: address } },
    ]);
  });

  it('opens with the button of a role, too, and no more once it has gone', async () => {
    const page = await open(views['signed-in']);
    await paste(page, read);
    await page.getByRole('button', { name: 'Open console as Staging' }).click();
    await page.getByRole('combobox', { name: english.searchLabel }).fill('staging');
    await page.keyboard.press('Enter');
    expect(await consoles(page)).toEqual([
      { name: 'role:console', request: { roleId: 'staging', page: address } },
      { name: 'role:console', request: { roleId: 'staging' } },
    ]);
  });

  it('that no role can open, or nobody, says so, and opens nothing', async () => {
    const page = await open(views['signed-in']);
    await paste(page, {
      ok: true,
      page: { name: '', partition: 'aws', accountId: '333333333333', roleIds: [] },
    });
    await page.getByText('No role in account 333333333333', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    const error = { code: 'usage', title: 'The address names a port.', happened: '', advice: '' };
    await paste(page, { ok: false, error }, 'https://console.aws.amazon.com:8443/');
    await page.getByText('The address names a port.', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    expect(await consoles(page)).toEqual([]);
    await page.locator('.empty').getByRole('button', { name: english.clearSearch }).click();
    expect(await page.getByRole('combobox', { name: english.searchLabel }).inputValue()).toBe('');
  });
});

describe('a page that is chosen by its name', () => {
  it('opens in the role’s region, or in another one', async () => {
    const page = await open(views['signed-in']);
    await openServices(page, english);
    const region = page.getByRole('combobox', { name: english.services.region });
    expect(await region.inputValue()).toBe('eu-central-1');
    await region.selectOption('ap-northeast-1');
    await page.getByRole('option', { name: 'Lambda', exact: true }).click();
    expect(await consoles(page)).toEqual([
      {
        name: 'role:console',
        request: { roleId: expect.any(String) as unknown, service: 'lambda', region: 'ap-northeast-1' },
      },
    ]);
  });

  it('is told where AWS does not offer it there', async () => {
    const page = await open(views['signed-in']);
    await openServices(page, english);
    await page.keyboard.type('macie');
    await page.getByText('AWS does not offer Macie in aws', { exact: true }).waitFor();
  });
});
