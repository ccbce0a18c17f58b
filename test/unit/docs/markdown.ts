import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** A page of the documentation. */
export interface Page {
  /** Path from the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** All pages that the repository ships: those at its top, and those in `docs`. */
export function pages(): readonly Page[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  return [...top, ...docs].map(page);
}

export function page(path: string): Page {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** The fenced blocks of one language, without their fences and indentation. */
export function codeBlocks({ text }: Page, language: string): readonly string[] {
  return [...text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```$/gm)].flatMap(
    ([, indent = '', found, body = '']) =>
      found === language ? [body.replaceAll(new RegExp(`^${indent}`, 'gm'), '')] : [],
  );
}

/** A page without its code, where links and names are no markup. */
export function prose({ text }: Page): string {
  return text.replaceAll(/^( *)```[\s\S]*?^ *```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
}

/** The words between backticks, outside code blocks. */
export function inlineCode({ text }: Page): readonly string[] {
  const body = text.replaceAll(/^( *)```[\s\S]*?^ *```$/gm, '');
  return [...body.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);
}

/** The anchors that GitLab and GitHub give to a page's headings. */
export function anchors({ text }: Page): ReadonlySet<string> {
  const headings = text.replaceAll(/^( *)```[\s\S]*?^ *```$/gm, '').matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
