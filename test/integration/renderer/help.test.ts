import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { textsIn } from '../../../src/renderer/texts/languages.ts';
import { explanation, plan, planWithProblems } from '../../support/help-fixtures.ts';
import { helpScenes, type Scene } from '../../support/help-scenes.ts';
import { inJapanese } from '../../support/japanese-views.ts';
import { views } from '../../support/renderer-views.ts';
import { useWindows } from './rig.ts';

const open = useWindows();
const en = textsIn('en');

/** The window as it stands in a picture. */
async function opened(name: string, language: 'en' | 'ja' = 'en', colorScheme: 'light' | 'dark' = 'light') {
  const scene: Scene | undefined = helpScenes.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`There is no scene ${name}.`);
  const page = await open(language === 'ja' ? inJapanese(scene.view) : scene.view, {
    colorScheme,
    viewport: scene.narrow === true ? { width: 360, height: 420 } : { width: 420, height: 600 },
  });
  await scene.act?.(page, textsIn(language));
  return page;
}

const callsOf = async (page: Page, name: string) =>
  (await page.evaluate(() => window.recorder.calls)).filter((one) => one.name === name);

describe.each(['light', 'dark'] as const)('a page of advice in %s', (colorScheme) => {
  it.each([
    'explain',
    'explain-refused',
    'doctor',
    'setup-gitlab',
    'setup-aws',
    'setup-aws-empty',
    'setup-files',
  ])(
    'has no accessibility fault: %s',
    async (name) => {
      const page = await opened(name, 'en', colorScheme);
      const faults = (await new AxeBuilder({ page }).analyze()).violations;
      expect(faults.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    },
    30_000,
  );
});

describe('the narrowest window', () => {
  it.each(['narrow-explain-refused', 'narrow-doctor', 'narrow-setup-gitlab', 'narrow-setup-aws'])(
    'holds the whole page: %s',
    async (name) => {
      for (const language of ['en', 'ja'] as const) {
        const page = await opened(name, language);
        const tooWide = await page
          .locator('.help-body, .help-header, .help-below, .steps')
          .evaluateAll((parts) => parts.filter((one) => one.scrollWidth > one.clientWidth).length);
        expect(tooWide).toBe(0);
        // Only the page's body scrolls: the window itself never moves.
        expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
      }
    },
    30_000,
  );
});

describe('a page of advice', () => {
  it('gets the focus, and Escape or its button lead back to the list', async () => {
    const page = await opened('doctor');
    const heading = page.getByRole('heading', { level: 1, name: en.doctor.title });
    await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.role)).toBe('combobox');
  });
});

describe('the explanation', () => {
  it('sends what was pasted, once, and offers no copy of what is not there', async () => {
    const page = await opened('explain-refused');
    const calls = await callsOf(page, 'explain:role');
    expect(calls.map(({ request }) => request)).toEqual([
      { roleId: 'prod-admin' },
      { roleId: 'prod-admin', policy: (explanation.needed.policy ?? '').replace('4711', '4712') },
    ]);
    await page.getByRole('button', { name: 'Copy: Corrected policy' }).click();
    expect((await callsOf(page, 'explain:copy')).map(({ request }) => request)).toEqual([
      { text: 'corrected' },
    ]);
    expect(await page.getByRole('button', { name: 'Copy: A policy that lets you in' }).count()).toBe(0);
  });

  it('takes no more than a policy can be', async () => {
    const page = await opened('explain');
    await page.getByLabel(en.explain.paste).fill('x'.repeat(20_001));
    await page.getByText(en.explain.tooLong).waitFor();
    await page.getByRole('button', { name: en.explain.check, exact: true }).click({ force: true });
    expect(await callsOf(page, 'explain:role')).toHaveLength(1);
  });
});

describe('the check-up', () => {
  it('says each level in a word, and leads to the role that is refused', async () => {
    const page = await opened('doctor');
    await page.getByText('3 problems · 1 warning · 4 OK').waitFor();
    expect(await page.locator('.remark-fail .remark-level').allInnerTexts()).toEqual([
      'Problem',
      'Problem',
      'Problem',
    ]);
    await page.getByRole('button', { name: /^Explain/ }).click();
    expect((await callsOf(page, 'explain:role')).map(({ request }) => request)).toEqual([
      { roleId: 'prod-admin' },
    ]);
  });

  it('signs in where nobody is signed in', async () => {
    const page = await opened('doctor');
    await page.getByRole('button', { name: /^Sign in/ }).click();
    expect((await callsOf(page, 'identity:sign-in')).map(({ request }) => request)).toEqual([
      { identityId: 'customer' },
    ]);
    await page.getByRole('combobox').waitFor();
  });
});

describe('the set-up', () => {
  it('asks for a new plan as one types, and is told off only where one has been', async () => {
    const page = await opened('setup-aws-empty');
    expect(await page.getByText('AWS account id: nothing is here yet.').count()).toBe(0);
    await page.getByLabel('AWS account id').focus();
    await page.getByLabel('Role name').focus();
    await page.getByText('AWS account id: nothing is here yet.').waitFor();
    await page.getByLabel('Role name').fill('Admin');
    const last = (await callsOf(page, 'setup:plan')).at(-1);
    expect(last?.request).toMatchObject({ roleName: 'Admin', users: ['4711'] });
  });

  it('asks which AWS the account is of, and for how long a session may last', async () => {
    for (const language of ['en', 'ja'] as const) {
      const page = await opened('setup-aws', language);
      const { field, partition } = textsIn(language).setup;
      const lastPlan = async () => (await callsOf(page, 'setup:plan')).at(-1)?.request;
      expect(await lastPlan()).toMatchObject({ partition: 'aws', maxSession: '1h' });
      await page.getByLabel(field.partition).selectOption(partition['aws-us-gov']);
      await expect.poll(lastPlan).toMatchObject({ partition: 'aws-us-gov', maxSession: '1h' });
      const longest = language === 'en' ? '12 hours' : '12 時間';
      await page.getByLabel(field.maxSession).selectOption(longest);
      await expect.poll(lastPlan).toMatchObject({ partition: 'aws-us-gov', maxSession: '12h' });
    }
  });

  it('holds its choices in the narrowest window where they are 40 % longer', async () => {
    const page = await opened('narrow-setup-aws');
    const fits = await page.locator('.field').evaluateAll((fields) => {
      for (const part of document.querySelectorAll('.field-label, .help-hint, option')) {
        const text = part.textContent;
        part.textContent = text + text.slice(0, Math.ceil(text.length * 0.4));
      }
      const body = document.querySelector('.help-body');
      return [...fields, ...(body === null ? [] : [body])].every((one) => one.scrollWidth <= one.clientWidth);
    });
    expect(fits).toBe(true);
  });

  it('adds users by number, several at once, each once, and takes them away', async () => {
    const page = await opened('setup-aws');
    const users = page.getByLabel('Who may use it');
    await users.fill('57, 4711 58');
    await users.press('Enter');
    expect(await page.locator('.user-id').allInnerTexts()).toEqual(['4711', '57', '58']);
    await page.getByRole('button', { name: 'Remove 57' }).click();
    expect(await page.locator('.user-id').allInnerTexts()).toEqual(['4711', '58']);
    expect(await users.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('begins with another GitLab of the configuration where one chooses it', async () => {
    const page = await opened('setup-gitlab');
    await page.getByLabel('From the configuration').selectOption('git.customer.example');
    await expect
      .poll(async () => (await callsOf(page, 'setup:plan')).at(-1)?.request)
      .toMatchObject({ issuer: 'https://git.customer.example', clientId: '77aa', users: [] });
    expect((await callsOf(page, 'setup:check-issuer')).map(({ request }) => request)).toEqual([
      { issuer: 'https://gitlab.example.com' },
      { issuer: 'https://git.customer.example' },
    ]);
  });

  it('chooses a form by arrow keys, and copies and saves the one that is chosen', async () => {
    const page = await opened('setup-files');
    await page.getByRole('tab', { name: 'AWS CLI' }).focus();
    await page.keyboard.press('ArrowRight');
    const terraform = page.getByRole('tab', { name: 'Terraform' });
    expect(await terraform.getAttribute('aria-selected')).toBe('true');
    expect(await terraform.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Copy: Terraform' }).click();
    await page.evaluate(() => window.recorder.answer('setup:save', { ok: true, fileName: 'mine.tf' }));
    await page.getByRole('button', { name: 'Save as…: Terraform' }).click();
    await page.getByText('Saved as mine.tf').waitFor();
    expect((await callsOf(page, 'setup:copy')).map(({ request }) => request)).toEqual([
      { what: 'terraform' },
    ]);
    expect((await callsOf(page, 'setup:save')).map(({ request }) => request)).toEqual([
      { output: 'terraform' },
    ]);
  });

  it('leads from what is missing to where it is asked', async () => {
    const page = await opened('setup-missing');
    await page.getByRole('button', { name: /^Go to AWS: AWS account id/ }).click();
    await page.getByLabel('AWS account id').waitFor();
  });

  it('is offered where the configuration names no GitLab that can be used', async () => {
    const page = await open(views['identities-left-out']);
    await page.evaluate(
      (answers) => {
        window.recorder.answer('setup:begin', { ok: true, candidates: [] });
        window.recorder.answer('setup:plan', { ok: true, plan: answers });
      },
      { ...planWithProblems, settings: plan.settings },
    );
    await page.getByRole('button', { name: en.setup.offer }).click();
    await page.getByLabel('GitLab address').waitFor();
    expect(await page.getByLabel('GitLab address').inputValue()).toBe('');
  });
});
