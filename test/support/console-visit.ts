const MAX_STEPS = 10;

/**
 * Opens a console address as a browser does: follows redirects, with the cookies set on the way.
 * @param cookies of a browser that has been there before; it keeps those that are set now
 * @returns the page it ends on
 */
export async function openConsolePage(url: string, cookies: string[] = []): Promise<string> {
  let target = url;
  for (let step = 0; step < MAX_STEPS; step++) {
    const response = await fetch(target, { redirect: 'manual', headers: { cookie: cookies.join('; ') } });
    cookies.push(...response.headers.getSetCookie().map((line) => line.split(';')[0] ?? ''));
    const next = response.headers.get('location');
    if (next === null) return response.text();
    target = new URL(next, target).href;
  }
  throw new Error(`Too many redirects from ${new URL(url).origin}`);
}
