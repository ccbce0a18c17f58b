const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** True for https addresses, and for plain http ones on this computer; never with a password or a fragment. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname));
}

/** Like `isSafeUrl`, for pages: a fragment says where on the page to go. */
export function isSafePage(text: string): boolean {
  return isSafeUrl(text.replace(/#.*$/s, ''));
}

/** From the end: a pattern such as `/\/+$/` looks at all slashes that follow from each of them anew. */
export function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end--;
  return text.slice(0, end);
}
