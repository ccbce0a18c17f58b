/** One HTTP reply as data, so that faults can change or withhold it before a byte is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** A JSON reply that no cache may keep, as every OAuth endpoint answers. */
export function jsonReply(status: number, value: unknown, headers: Reply['headers'] = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

/** An HTML page. */
export function htmlReply(status: number, html: string, headers: Reply['headers'] = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: html,
  };
}

/** A redirect as Rails answers it: 302 and a small body. */
export function redirectReply(location: string, headers: Reply['headers'] = {}): Reply {
  return htmlReply(302, '<html><body>You are being redirected.</body></html>', { ...headers, location });
}

/** The reply's JSON object, or undefined if the body is something else. */
export function jsonObject(reply: Reply): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(reply.body);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
