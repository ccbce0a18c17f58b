import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { AppError, type Shown } from '../../../src/core/errors.ts';
import type { Language } from '../../../src/core/model.ts';
import { presentError } from '../../../src/main/present-error.ts';
import type { AppView } from '../../../src/shared/view.ts';
import { appView, role } from '../../support/renderer-fixtures.ts';
import { useWindows } from './rig.ts';

const open = useWindows();

const shown: Shown = {
  roleArn: 'arn:aws:iam::123456789012:role/Admin',
  issuer: 'https://gitlab.example.com',
  audience: 'app-1',
  subject: '4711',
};

/** The window as it stands after a failure, in the app's own words. */
const failing = (failure: AppError, language: Language = 'en'): AppView =>
  appView({
    language,
    roles: [
      role('prod-admin', 'Production', {
        activity: { status: 'failed', error: presentError(failure, language), retry: 'the console' },
      }),
    ],
  });

const explain = (page: Page) => page.getByRole('button', { name: 'Explain: Production', exact: true });
const callsOf = async (page: Page) =>
  (await page.evaluate(() => window.recorder.calls)).filter(({ name }) => name !== 'view:get');
const factsOf = async (page: Page): Promise<Readonly<Record<string, string>>> => {
  const facts = await page.locator('.refusal-fact').all();
  const pairs = facts.map(async (one) => [
    await one.locator('dt').innerText(),
    await one.locator('bdi').innerText(),
  ]);
  return Object.fromEntries(await Promise.all(pairs)) as Record<string, string>;
};

describe('a role that AWS refuses', () => {
  it('is calm at first: the reasons are folded away, and trying again is one click', async () => {
    const page = await open(failing(new AppError('role_refused', shown)));
    expect(await page.locator('.role-error-hint').innerText()).toBe(
      'Its trust policy does not allow your sign-in, or there is no such role.',
    );
    expect(await explain(page).getAttribute('aria-expanded')).toBe('false');
    expect(await page.getByText(shown.audience).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Try again: Production' }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'role:retry', request: { roleId: 'prod-admin', retry: 'the console' } },
    ]);
  });

  it('unfolds what AWS was shown, with the place of each value in the trust policy, and folds it again', async () => {
    const page = await open(failing(new AppError('role_refused', shown)));
    await explain(page).click();
    expect(await explain(page).getAttribute('aria-expanded')).toBe('true');
    expect(await factsOf(page)).toEqual({
      Role: shown.roleArn,
      iss: shown.issuer,
      aud: shown.audience,
      sub: shown.subject,
    });
    const panel = page.locator('.refusal');
    for (const place of [
      'Must exist in account 123456789012',
      'Principal: arn:aws:iam::123456789012:oidc-provider/gitlab.example.com',
      'Condition: gitlab.example.com:aud',
      'Condition: gitlab.example.com:sub',
    ]) {
      await panel.getByText(place).waitFor();
    }
    await explain(page).click();
    expect(await panel.isVisible()).toBe(false);
    expect(await callsOf(page)).toEqual([]);
  });

  it('unfolds by keyboard, and names to screen readers what unfolds', async () => {
    const page = await open(failing(new AppError('role_refused', shown)));
    await explain(page).focus();
    await page.keyboard.press('Enter');
    const id = await explain(page).getAttribute('aria-controls');
    expect(await page.locator('.refusal').getAttribute('id')).toBe(id);
    expect(await page.locator('.refusal').isVisible()).toBe(true);
  });

  it.each([
    ['Copy Role: Production', 'roleArn'],
    ['Copy iss: Production', 'issuer'],
    ['Copy aud: Production', 'audience'],
    ['Copy sub: Production', 'subject'],
  ])('has a button "%s" that asks for that fact, and ticks it off', async (name, fact) => {
    const page = await open(failing(new AppError('role_refused', shown)));
    await explain(page).click();
    await page.getByRole('button', { name, exact: true }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'role:copy-fact', request: { roleId: 'prod-admin', fact } },
    ]);
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' });
    expect(await page.locator('.refusal .icon-button-done').count()).toBe(1);
  });

  it('does not claim a copy that failed', async () => {
    const page = await open(failing(new AppError('role_refused', shown)));
    await explain(page).click();
    const error = presentError(new AppError('clipboard_failed', { reason: 'it is busy' }), 'en');
    await page.evaluate((answer) => window.recorder.answer('role:copy-fact', answer), {
      ok: false as const,
      error,
    });
    await page.getByRole('button', { name: 'Copy sub: Production' }).click();
    await page.getByRole('alert').getByText('It reports: it is busy. Try again.').waitFor();
    expect(await page.locator('.refusal .icon-button-done').count()).toBe(0);
  });

  it.each([
    [
      new AppError('sts_token_refused', { ...shown, reason: 'No provider' }),
      'AWS says: No provider.',
      'Its provider URL',
    ],
    [new AppError('sts_token_expired', { ...shown, agoSeconds: 95 }), '95 seconds ago', 'its own clock'],
  ])('explains $code too, with what to compare there', async (failure, first, unfolded) => {
    const page = await open(failing(failure));
    await page.locator('.role-error-hint').getByText(first).waitFor();
    await explain(page).click();
    await page.locator('.refusal').getByText(unfolded).waitFor();
    expect(Object.keys(await factsOf(page))).toEqual(['Role', 'iss', 'aud', 'sub']);
  });

  it.each(['light', 'dark'] as const)(
    'has no accessibility fault unfolded, and fits the narrowest window, in %s',
    async (colorScheme) => {
      const long = { ...shown, audience: 'a'.repeat(64), roleArn: `${shown.roleArn}${'Very'.repeat(12)}` };
      const page = await open(failing(new AppError('role_refused', long)), { colorScheme });
      await explain(page).click();
      const faults = (await new AxeBuilder({ page }).analyze()).violations;
      expect(faults.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await page.setViewportSize({ width: 360, height: 420 });
      const tooWide = await page
        .locator('.scroller, .refusal-value, .refusal-where')
        .evaluateAll((parts) => parts.filter((one) => one.scrollWidth > one.clientWidth).length);
      expect(tooWide).toBe(0);
    },
    30_000,
  );

  it('speaks Japanese', async () => {
    const page = await open(failing(new AppError('role_refused', shown), 'ja'));
    await page.getByRole('button', { name: '理由を見る: Production' }).click();
    expect(await factsOf(page)).toMatchObject({ ロール: shown.roleArn, sub: '4711' });
    await page.locator('.refusal').getByText('条件: gitlab.example.com:sub').waitFor();
  });
});

describe('words that are to be written as they stand', () => {
  it('are set apart, and screen readers hear no quotation marks', async () => {
    const page = await open(appView());
    const failure = new AppError('sts_duration_refused', { roleArn: shown.roleArn, seconds: 43_200 });
    await page.evaluate((view) => window.recorder.push(view), {
      ...appView(),
      roles: [
        role('prod-admin', 'Production / Admin', {
          activity: { status: 'failed', error: presentError(failure, 'en') },
        }),
      ],
    });
    await page.locator('.role-error-hint code').getByText('duration', { exact: true }).waitFor();
    expect(await page.locator('.role-error-hint').innerText()).not.toContain('`');
    const said = page.getByRole('status').filter({ hasText: 'Choose a shorter duration' });
    await said.waitFor({ state: 'attached' });
  });
});
