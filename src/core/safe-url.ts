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
