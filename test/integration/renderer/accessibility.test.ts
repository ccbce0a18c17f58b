import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { scenes } from '../../support/gallery-scenes.ts';
import type { Scene } from '../../support/help-scenes.ts';
import { views } from '../../support/renderer-views.ts';
import { useStage } from './stage.ts';

const stage = useStage();

/** Each look of the desktop that has colours of its own. */
const looks = {
  light: { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', forcedColors: 'none', contrast: 'no-preference' },
  'light with more contrast': { colorScheme: 'light', forcedColors: 'none', contrast: 'more' },
  'dark with more contrast': { colorScheme: 'dark', forcedColors: 'none', contrast: 'more' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active', contrast: 'no-preference' },
  'dark forced colours': { colorScheme: 'dark', forcedColors: 'active', contrast: 'no-preference' },
} as const;

/** Beside the first, in which every rule is asked. Words have no colours: other words are looked at where most differs. */
const colouredIn = {
  en: [
    'dark',
    'light with more contrast',
    'dark with more contrast',
    'forced colours',
    'dark forced colours',
  ],
  ja: ['dark', 'dark forced colours'],
} as const;

const names: ReadonlySet<string> = new Set(scenes.map(({ name }) => name));
/** The same page in a window of another size has the same parts, names and colours. */
const isAnothersSize = ({ name, narrow, zoomed }: Scene): boolean =>
  (narrow === true || zoomed === true) && names.has(name.replace(/^(narrow|zoomed)-/, ''));
const judged = scenes.filter((scene) => !isAnothersSize(scene));

/** Only these rules depend on colours; the others are asked once. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

declare global {
  interface Window {
    /** Put there by the first search; what it finds is no different where it stays. */
    axe?: {
      run(
        where: Document,
        options: { readonly runOnly?: readonly string[]; readonly resultTypes: readonly string[] },
      ): Promise<{ readonly violations: readonly Fault[] }>;
    };
  }
}

interface Fault {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function faultsIn(look: keyof typeof looks, rules: 'all' | 'of colour'): Promise<readonly string[]> {
  const { page } = stage();
  await page.emulateMedia(looks[look]);
  // Its source is long: it is read once for all pages.
  if (await page.evaluate(() => window.axe === undefined))
    await new AxeBuilder({ page }).setLegacyMode().withRules(rulesOfColour).analyze();
  const violations = await page.evaluate(
    async (runOnly) => {
      const options = { resultTypes: ['violations'], ...(runOnly && { runOnly }) };
      const found = await window.axe?.run(document, options);
      return found?.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }));
    },
    rules === 'all' ? undefined : rulesOfColour,
  );
  if (violations === undefined) throw new Error('axe is not in the page.');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${look}: ${id}: ${html}`));
}

describe.each(['en', 'ja'] as const)('the window in %s', (language) => {
  it.each(judged)('has no accessibility fault in any look of the desktop: $name', async (scene) => {
    await stage().draw({ scene, language });
    const faults = [await faultsIn('light', 'all')];
    for (const look of colouredIn[language]) faults.push(await faultsIn(look, 'of colour'));
    expect(faults.flat()).toEqual([]);
  });
});

describe('the search for faults', () => {
  const scene = { name: 'signed-in', view: views['signed-in'] };

  it.each([
    ['dark', '#444'],
    ['light with more contrast', '#ccc'],
    ['light', '#ccc'],
  ] as const)('finds a faint colour where the desktop is %s', async (look, color) => {
    await stage().draw({ scene, language: 'en' });
    await stage()
      .page.locator('.role-name')
      .first()
      .evaluate((one, faint) => (one.style.color = faint), color);
    expect(await faultsIn(look, 'of colour')).toEqual([expect.stringMatching(/color-contrast/)]);
  });
});
