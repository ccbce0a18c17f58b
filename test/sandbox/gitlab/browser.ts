/** Who signs in, and what they answer on the consent page. */
interface Person {
  readonly username: string;
  readonly password: string;
}

/** How the person answers. */
export interface Choices {
  readonly user: Person;
  /** Default `authorize`. */
  readonly decision?: 'authorize' | 'deny';
}

interface Page {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

const MAX_STEPS = 20;

/**
 * A person at a browser, without the browser: follows redirects, keeps cookies and fills in the stand-in's forms.
 * Use one per person; a second login in the same one finds the person signed in already.
 */
export class HttpBrowser {
  readonly #origin: string;
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();

  constructor(issuer: string) {
    this.#origin = new URL(issuer).origin;
  }

  /**
   * Opens an authorization URL, signs in and answers. Returns the URL the browser is sent back to, without visiting
   * it. Throws if the flow ends on a page instead, as it does for a wrong redirect URI.
   */
  async authorize(url: string, choices: Choices): Promise<string> {
    const end = await this.#walk(new URL(url), choices);
    if (end instanceof URL) return end.href;
    throw new Error(`The login ended on a page (HTTP ${end.status}): ${titleOf(end.html)}`);
  }

  /** Opens `verification_uri_complete` and connects or refuses the device. Returns the title of the last page. */
  async connectDevice(verificationUriComplete: string, choices: Choices): Promise<string> {
    const end = await this.#walk(new URL(verificationUriComplete), choices);
    if (end instanceof URL) throw new Error(`The device page sent the browser away to ${end.origin}`);
    return titleOf(end.html);
  }

  async #walk(start: URL, choices: Choices): Promise<URL | Page> {
    let page = await this.#open(start);
    for (let step = 0; step < MAX_STEPS; step += 1) {
      if (page instanceof URL) return page;
      const form = nextForm(page.html, choices);
      if (!form) return page;
      page = await this.#open(new URL(form.action, page.url), form.fields);
    }
    throw new Error('The login goes round in circles');
  }

  /** Loads a page through its redirects; a URL means that the browser left the stand-in. */
  async #open(url: URL, form?: URLSearchParams): Promise<URL | Page> {
    let target = url;
    let body = form;
    for (let step = 0; step < MAX_STEPS; step += 1) {
      if (target.origin !== this.#origin) return target;
      const response = await fetch(target, {
        method: body ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { cookie: this.#cookieHeader(target.pathname), accept: 'text/html' },
        ...(body ? { body } : {}),
      });
      this.#keepCookies(response);
      const html = await response.text();
      const next = response.headers.get('location') ?? refreshTarget(html);
      if (next === undefined) return { url: target, status: response.status, html };
      target = new URL(next, target);
      body = undefined;
    }
    throw new Error('Too many redirects');
  }

  #cookieHeader(path: string): string {
    return [...this.#cookies]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      .join('; ');
  }

  #keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const equals = pair.indexOf('=');
      const name = pair.slice(0, equals);
      const path =
        attributes.find((attribute) => attribute.startsWith('path='))?.slice('path='.length) ?? '/';
      // Cookies of the same name live side by side under different paths.
      const key = `${name} ${path}`;
      const value = pair.slice(equals + 1);
      if (value === '') this.#cookies.delete(key);
      else this.#cookies.set(key, { value, path });
    }
  }
}

function nextForm(
  html: string,
  { user, decision = 'authorize' }: Choices,
): { action: string; fields: URLSearchParams } | undefined {
  const action = unescapeHtml(/<form[^>]* action="([^"]*)"/.exec(html)?.[1] ?? '');
  // An alert means that the last answer was refused: a person would stop here.
  if (action === '' || html.includes('role="alert"')) return undefined;
  const fields = new URLSearchParams();
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    fields.set(attribute(input, 'name'), attribute(input, 'value'));
  }
  if (html.includes('name="password"')) {
    fields.set('username', user.username);
    fields.set('password', user.password);
  } else if (html.includes('name="decision"')) {
    fields.set('decision', decision);
  }
  return { action, fields };
}

function refreshTarget(html: string): string | undefined {
  const url = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(html)?.[1];
  return url === undefined ? undefined : unescapeHtml(url);
}

function attribute(tag: string, name: string): string {
  return unescapeHtml(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function unescapeHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_match, code: string) => String.fromCharCode(Number(code)));
}

function titleOf(html: string): string {
  return unescapeHtml(/<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? html.slice(0, 200));
}
