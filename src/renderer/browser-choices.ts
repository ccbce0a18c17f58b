import type { BrowserChoiceView } from '../shared/settings-view.ts';
import type { BrowserView } from '../shared/view.ts';
import type { EditorTexts } from './editor-texts.ts';
import type { SettingsTexts } from './settings-texts.ts';

type Words = Pick<SettingsTexts, 'defaultBrowser' | 'privateWindow' | 'browserProfile'>;

/** What a choice is called in a list of them. */
export function keyOf({ app, profile, private: isPrivate }: BrowserChoiceView): string {
  return JSON.stringify([app, profile ?? null, isPrivate === true]);
}

/** @param key of a choice */
export function browserOf(key: string): BrowserChoiceView {
  const [app, profile, isPrivate] = JSON.parse(key) as [BrowserChoiceView['app'], string | null, boolean];
  return { app, ...(profile !== null && { profile }), ...(isPrivate && { private: true }) };
}

/** All that can be chosen on this computer; what the file says stands among it, wherever that browser is. */
export function browserChoices(
  browsers: readonly BrowserView[],
  current: BrowserChoiceView,
  words: Words,
): readonly { readonly value: string; readonly label: string }[] {
  const choices = browsers.flatMap(({ app, profiles }): BrowserChoiceView[] => [
    { app },
    { app, private: true },
    ...profiles.map((profile) => ({ app, profile })),
  ]);
  const all: readonly BrowserChoiceView[] = [{ app: 'default' }, ...choices];
  const isListed = all.some((one) => keyOf(one) === keyOf(current));
  return [...all, ...(isListed ? [] : [current])].map((one) => ({
    value: keyOf(one),
    label: labelOf(one, browsers, words),
  }));
}

/** Stands for no browser of its own. */
const asSettings = '';

/**
 * All that can be chosen for a role: first the one of the settings.
 *
 * @param current the role's own; undefined where it has none
 * @param usual the one that the settings name for consoles
 */
export function roleBrowserChoices(
  browsers: readonly BrowserView[],
  current: BrowserChoiceView | undefined,
  usual: BrowserChoiceView,
  { asInSettings, ...words }: Words & { readonly asInSettings: (browser: string) => string },
): readonly { readonly value: string; readonly label: string }[] {
  return [
    { value: asSettings, label: asInSettings(labelOf(usual, browsers, words)) },
    ...browserChoices(browsers, current ?? { app: 'default' }, words),
  ];
}

/** How a role's own choice reads in that list. */
export function roleBrowserLabel(
  browsers: readonly BrowserView[],
  browser: BrowserChoiceView | undefined,
  usual: BrowserChoiceView,
  {
    settings,
    editor,
  }: { readonly settings: Words; readonly editor: Pick<EditorTexts, 'browserAsInSettings'> },
): string {
  return browser === undefined
    ? editor.browserAsInSettings(labelOf(usual, browsers, settings))
    : labelOf(browser, browsers, settings);
}

/** What a role's own choice is called in that list. */
export function roleBrowserKey(browser: BrowserChoiceView | undefined): string {
  return browser === undefined ? asSettings : keyOf(browser);
}

/** @param key of a choice of that list */
export function roleBrowserOf(key: string): BrowserChoiceView | undefined {
  return key === asSettings ? undefined : browserOf(key);
}

function labelOf(choice: BrowserChoiceView, browsers: readonly BrowserView[], words: Words): string {
  const { app, profile, private: isPrivate } = choice;
  if (app === 'default') return words.defaultBrowser;
  const name = browsers.find((one) => one.app === app)?.name ?? app.charAt(0).toUpperCase() + app.slice(1);
  const named = profile === undefined ? name : words.browserProfile(name, profile);
  return isPrivate === true ? words.privateWindow(named) : named;
}
