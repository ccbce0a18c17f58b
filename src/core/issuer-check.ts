import { isAppError } from './errors.ts';
import type { Clock, Http } from './ports.ts';
import { addressFindings, hostFindings, isLoopback, withoutSlash } from './setup/issuer-address.ts';
import { finding, type Failure, type IssuerFinding } from './setup/issuer-finding.ts';
import { keyFindings } from './setup/issuer-keys.ts';

/** For each document; longer than AWS waits, so that slow is told from absent. */
const timeoutMs = 10_000;
/** AWS's own patience for both documents together, in seconds: about that, as it publishes no exact figure. */
const allowed = 5;

/** What a look at an issuer brought. Plain data. */
export interface IssuerReport {
  readonly issuer: string;
  /** In the order in which they were found; empty where AWS can work with the issuer, as far as can be seen. */
  readonly findings: readonly IssuerFinding[];
  /** Where its keys are; absent where nobody asked or it does not say. */
  readonly keysUrl?: string;
  /** Time that discovery and keys took together; absent unless both answered. */
  readonly tookMs?: number;
}

/**
 * Reads discovery and keys as AWS would, and says what would stop it. Never rejects for what an issuer does.
 * An issuer on loopback gets warnings only for its address.
 */
export async function checkIssuer(
  issuer: string,
  http: Http,
  clock: Pick<Clock, 'steady'>,
): Promise<IssuerReport> {
  const findings = [...addressFindings(issuer)];
  const report = (more: Partial<IssuerReport> = {}): IssuerReport => ({ issuer, findings, ...more });
  // A password must not travel, and nothing can be asked of what is no address.
  if (
    findings.some(({ code }) =>
      ['address-unreadable', 'address-with-user', 'address-with-query', 'address-not-plain'].includes(code),
    )
  ) {
    return report();
  }
  const begun = clock.steady();
  const at = `${withoutSlash(issuer)}/.well-known/openid-configuration`;
  const discovery = await read(http, 'discovery', at);
  if ('code' in discovery) return (findings.push(discovery), report());

  const { issuer: claimed, jwks_uri: keysUrl } = discovery.content;
  if (claimed !== issuer) {
    findings.push(
      finding('issuer-differs', 'fail', { issuer, claimed: typeof claimed === 'string' ? claimed : '' }),
    );
  }
  if (typeof keysUrl !== 'string' || !URL.canParse(keysUrl)) {
    findings.push(finding('keys-nowhere', 'fail', { issuer }));
    return report();
  }
  const { protocol, hostname } = new URL(keysUrl);
  if (protocol !== 'https:') {
    findings.push(finding('keys-not-https', isLoopback(hostname) ? 'warn' : 'fail', { url: keysUrl }));
    if (!isLoopback(hostname)) return report({ keysUrl });
  }
  if (hostname !== new URL(issuer).hostname) findings.push(...hostFindings(hostname, 'keys'));

  const keys = await read(http, 'keys', keysUrl);
  if ('code' in keys) return (findings.push(keys), report({ keysUrl }));
  const tookMs = clock.steady() - begun;
  findings.push(...keyFindings(keys.content, keysUrl));
  if (tookMs > allowed * 1000) {
    findings.push(finding('answers-slow', 'warn', { seconds: Math.round(tookMs / 1000), allowed }));
  }
  return report({ keysUrl, tookMs });
}

async function read(
  http: Http,
  document: 'discovery' | 'keys',
  url: string,
): Promise<IssuerFinding | { readonly content: Readonly<Record<string, unknown>> }> {
  try {
    const { status, body } = await http.send({
      method: 'GET',
      url,
      headers: { accept: 'application/json' },
      timeoutMs,
    });
    if (status >= 300 && status < 400) return finding('document-redirected', 'fail', { document, url });
    if (status !== 200) return finding('document-status', 'fail', { document, url, status });
    const content = parse(body);
    return content === undefined ? finding('document-not-json', 'fail', { document, url }) : { content };
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === 'network_redirected') return finding('document-redirected', 'fail', { document, url });
    const failure = { code: error.code, details: error.details } as Failure;
    return finding('document-unreachable', 'fail', { document, url, failure });
  }
}

function parse(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(body);
    const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
    return isObject ? (content as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
