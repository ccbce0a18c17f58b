import type { Reply } from './exchange.ts';

export const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** A finished piece of XML, so that plain text can never be taken for markup. */
export interface Xml {
  readonly markup: string;
}

/** One element; text is escaped, children are put in as they are. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string | readonly Xml[],
): Xml {
  const open = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const inner =
    typeof content === 'string' ? escape(content) : `\n${content.map((child) => child.markup).join('\n')}\n`;
  return { markup: `<${name}${open.join('')}>${inner}</${name}>` };
}

/** What a reply may hold: text, or named children. Undefined fields are left out. */
export interface Fields {
  readonly [name: string]: string | Fields | undefined;
}

/** The document of a successful action: `<XResponse><XResult>...</XResult><ResponseMetadata/></XResponse>`. */
export function resultReply(action: string, fields: Fields, requestId: string): Reply {
  const body = element(`${action}Response`, { xmlns: NAMESPACE }, [
    element(`${action}Result`, {}, children(fields)),
    element('ResponseMetadata', {}, [element('RequestId', {}, requestId)]),
  ]);
  return xmlReply(200, body, requestId);
}

export function xmlReply(status: number, body: Xml, requestId: string): Reply {
  return {
    status,
    headers: { 'Content-Type': 'text/xml', 'x-amzn-RequestId': requestId },
    body: `${body.markup}\n`,
  };
}

function children(fields: Fields): Xml[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [element(name, {}, typeof value === 'string' ? value : children(value))];
  });
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
