import type { Reply } from './exchange.ts';

/** A finished piece of HTML, so that plain text can never be taken for markup. */
export interface Html {
  readonly markup: string;
}

/** Template tag: every value is escaped unless it is HTML already. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  const markup = parts.reduce((text, part, index) => text + render(values[index - 1] ?? '') + part);
  return { markup };
}

/** A page that runs no script, is never kept and sends no referrer. */
export function page(status: number, title: string, styles: string, body: Html): Reply {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${{ markup: styles }}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    body: document.markup,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(value: string | Html | readonly Html[]): string {
  if (typeof value === 'string')
    return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
  return 'markup' in value ? value.markup : value.map((part) => part.markup).join('');
}
