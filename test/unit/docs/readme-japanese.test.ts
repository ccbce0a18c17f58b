import { expect, test } from 'vitest';
import { codeBlocks, page, type Page } from './markdown.ts';

const english = page('README.md');
const japanese = page('README.ja.md');

const lines = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([found]) => found);
/** What stands in angle brackets of Markdown: where a link leads. A translated page is as good as the page. */
const targets = ({ text }: Page) =>
  [...text.matchAll(/\]\(([^)]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !target.startsWith('README'))
    .map((target) => target.replace('.ja.md', '.md'));

test('each README leads to the other', () => {
  expect(english.text).toContain('(README.ja.md)');
  expect(japanese.text).toContain('(README.md)');
});

test('the Japanese README has the same sections, tables and lists', () => {
  const shape = ({ text }: Page) => ({
    headings: lines(text, /^#+ /gm),
    rows: lines(text, /^\| /gm).length,
    items: lines(text, /^ *- /gm).length,
    warnings: lines(text, /^> /gm).length,
  });
  expect(shape(japanese)).toEqual(shape(english));
});

test.for(['sh', 'yaml', 'json'])('the Japanese README has the same examples of %s', (language) => {
  // Comments are translated, too.
  const examples = (readme: Page) =>
    codeBlocks(readme, language).map((text) => text.replaceAll(/#.*$/gm, '#'));
  expect(examples(english).length).toBeGreaterThan(0);
  expect(examples(japanese)).toEqual(examples(english));
});

test('the Japanese README names the same commands, options and files', () => {
  const names = ({ text }: Page) =>
    [...new Set(lines(text, /`(?:tobira [^`]+|--[a-z][^`]*|[A-Z_]{4,}|npm [^`]+)`/g))].sort();
  expect(names(japanese)).toEqual(names(english));
});

test('the Japanese README leads to the same pages', () => {
  const pagesOf = (readme: Page) => [...new Set(targets(readme))].sort();
  expect(pagesOf(japanese)).toEqual(pagesOf(english));
});

test('every paragraph of the Japanese README is in Japanese', () => {
  const paragraphs = japanese.text
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .split(/\n{2,}/)
    .filter((text) => /[A-Za-z]{3}/.test(text));
  const foreign = paragraphs.filter((text) => !/[ぁ-んァ-ヶ一-龠]/.test(text));
  expect(foreign).toEqual(['# Tobira', '[English](README.md)']);
});
