import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import type { AppView } from '../shared/view.ts';

/** The window's page comes from a scheme of its own: `file:` would let it read other files. */
const scheme = 'app';
export const pageOrigin = `${scheme}://tobira`;
export const pageUrl = `${pageOrigin}/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** What the page is marked with as it is served, so that it looks and speaks right before the first view is there. */
export type Appearance = Pick<AppView, 'theme' | 'language'>;

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/**
 * Serves the built page and nothing else: the files are listed once, and no path is ever put together.
 */
export function servePage(session: Session, folder: string, appearance: () => Appearance): void {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`${pageOrigin}/${relative(folder, path).split(sep).join('/')}`, path]),
  );
  session.protocol.handle(scheme, async ({ method, url }) => {
    if (method !== 'GET') return new Response(null, { status: 405 });
    const path = files.get(url);
    const type = path === undefined ? undefined : contentTypes[extname(path)];
    if (path === undefined || type === undefined) return new Response(null, { status: 404 });
    const content = await readFile(path);
    const isPage = extname(path) === '.html';
    return new Response(isPage ? marked(content.toString('utf8'), appearance()) : content, {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

function marked(html: string, { theme, language }: Appearance): string {
  const colours = theme === 'system' ? '' : ` data-theme="${theme}"`;
  return html.replace('<html lang="en"', `<html lang="${language}"${colours}`);
}
