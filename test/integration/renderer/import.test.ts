import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { textsIn } from '../../../src/renderer/texts/languages.ts';
import { helpScenes } from '../../support/help-scenes.ts';
import { useWindows } from './rig.ts';

const open = useWindows();
const texts = textsIn('en');
const { imports: words } = texts;

async function opened(scene: 'import' | 'import-nothing' | 'export'): Promise<Page> {
  const found = helpScenes.find(({ name }) => name === scene);
  if (found === undefined) throw new Error(`There is no scene ${scene}.`);
  const page = await open(found.view);
  await found.act?.(page, texts);
  return page;
}

const asked = async (page: Page, name: string): Promise<unknown> =>
  (await page.evaluate(() => window.recorder.calls)).findLast((call) => call.name === name)?.request;

test('what is suggested is chosen, a guess is not; what the user chooses is added for the chosen identity', async () => {
  const page = await opened('import');
  expect(await page.getByRole('checkbox', { name: 'shop', exact: true }).isChecked()).toBe(true);
  const guess = page.getByRole('checkbox', { name: 'power', exact: true });
  expect(await guess.isChecked()).toBe(false);
  await guess.check();
  await page.getByRole('checkbox', { name: 'shop', exact: true }).uncheck();
  await page.evaluate(() => window.recorder.answer('import:write', { ok: true, added: 2 }));
  await page.getByRole('button', { name: words.add(2), exact: true }).click();
  await page.locator('.remark').getByText(words.added(2)).waitFor();
  expect(await asked(page, 'import:write')).toEqual({
    identityId: 'work',
    profiles: ['shop-deploy', 'power'],
  });
});

test('one box takes all guesses of IAM Identity Center, or none of them, and is half on where some are', async () => {
  const page = await opened('import');
  const all = page.getByRole('checkbox', { name: words.sso.all(2), exact: true });
  const power = page.getByRole('checkbox', { name: 'power', exact: true });
  const isHalf = () => all.evaluate((box) => box instanceof HTMLInputElement && box.indeterminate);
  await all.check();
  expect(await power.isChecked()).toBe(true);
  await page.getByRole('button', { name: words.add(4), exact: true }).waitFor();
  await power.uncheck();
  expect([await isHalf(), await all.isChecked()]).toEqual([true, false]);
  await all.check();
  await all.uncheck();
  await page.getByRole('button', { name: words.add(2), exact: true }).waitFor();
  expect(await isHalf()).toBe(false);
  expect(await page.getByText(words.sso.about).count()).toBe(1);
});

test('another identity shows the preview for it', async () => {
  const page = await opened('import');
  await page.getByLabel(words.identity).selectOption('lab');
  await expect.poll(() => asked(page, 'import:preview')).toEqual({ identityId: 'lab' });
});

test('where nothing can be added there is no button, and the way back leads to the settings', async () => {
  const page = await opened('import-nothing');
  await page.getByText(words.nothing).waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.getByRole('button', { name: texts.editor.backToSettings, exact: true }).click();
  await page.getByRole('heading', { name: texts.settings.title, exact: true }).waitFor();
});

test('an export asks in which form, saves, and tells what it left out', async () => {
  const page = await opened('export');
  await page.getByLabel(words.withIdentities).uncheck();
  await page.evaluate(() =>
    window.recorder.answer('export:save', { ok: true, fileName: 'roles.yaml', notes: ['a: left out'] }),
  );
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByText(words.save).click();
  await page.getByText(words.saved('roles.yaml')).waitFor();
  await page.getByText('a: left out').waitFor();
  expect(await asked(page, 'export:save')).toEqual({ format: 'catalogue', identities: false });
});
