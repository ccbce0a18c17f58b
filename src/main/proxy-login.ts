import type { AuthInfo } from 'electron';

type Environment = Readonly<Record<string, string | undefined>>;
type Answer = (username?: string, password?: string) => void;

/**
 * Answers the proxy's demand for a login during one request. Chromium takes host and port from the proxy variables and
 * drops name and password, so they are handed over here: to the very proxy that the variable names, and once, since a
 * password that was wrong the first time stays wrong. A server's own demand is never answered.
 * @param target the address that the request goes to: its scheme chooses the variable
 */
export function answerProxyOnce(
  target: string,
  environment: Environment,
): (demand: AuthInfo, answer: Answer) => void {
  let answered = false;
  return (demand, answer) => {
    const proxy = answered || !demand.isProxy ? undefined : proxyFor(target, environment);
    answered = true;
    if (proxy === undefined || hostOf(proxy) !== demand.host || portOf(proxy) !== demand.port) answer();
    else answer(decoded(proxy.username), decoded(proxy.password));
  };
}

/** Chromium's order: one proxy for everything, else one for each scheme; lower case before upper case. */
function proxyFor(target: string, environment: Environment): URL | undefined {
  const scheme = new URL(target).protocol.replace(':', '');
  const text = ['all_proxy', `${scheme}_proxy`]
    .map((name) => environment[name] ?? environment[name.toUpperCase()] ?? '')
    .find((value) => value !== '');
  if (text === undefined) return undefined;
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  return URL.canParse(url) && new URL(url).username !== '' ? new URL(url) : undefined;
}

/** Chromium writes an IPv6 host without its brackets. */
function hostOf(proxy: URL): string {
  return proxy.hostname.replace(/^\[(.*)\]$/, '$1');
}

function portOf(proxy: URL): number {
  if (proxy.port !== '') return Number(proxy.port);
  return proxy.protocol === 'https:' ? 443 : 80;
}

/** Percent signs that encode nothing stand for themselves: many people paste their password as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
