import { toAwsTime } from './clock.ts';
import type { ConsoleSession } from './console-sessions.ts';
import { regionOf } from './destination.ts';
import type { Reply } from './exchange.ts';
import { html, page } from './html.ts';
import type { Html } from './html.ts';
import { STYLES } from './page-styles.ts';
import { isReadOnly } from './session-policy.ts';

const NOTICE = html`<p class="notice">This page belongs to a test stand-in. No AWS account is involved.</p>`;

/** The page a login ends on: who is signed in, where, and until when. */
export function consolePage(session: ConsoleSession, destination: string): Reply {
  const { principal, policies } = session.credentials;
  const [role = principal.arn, name = ''] = principal.arn.split('/').slice(-2);
  const region = regionOf(destination) ?? 'no region in the address';
  const limits = [...(policies.policy === undefined ? [] : ['inline policy']), ...policies.policyArns];
  const body = html`<header>
      <strong>AWS Console (sandbox)</strong>
      <span class="where">
        <span class="chip">${region}</span>
        ${isReadOnly(policies) ? html`<span class="chip" data-testid="read-only">read-only</span>` : html``}
        <span class="chip">${role} @ ${principal.account}</span>
      </span>
    </header>
    ${NOTICE}
    <main>
      <p class="over">Signed in as</p>
      <h1 data-testid="role">${role}</h1>
      <p class="arn" data-testid="assumed-role-arn">${principal.arn}</p>
      <section class="card">
        <h2>Console session</h2>
        <dl>
          ${row('Account', 'account', principal.account)} ${row('Session name', 'session-name', name)}
          ${row('Region', 'region', region)} ${row('Destination', 'destination', destination)}
          ${row('Issuer', 'issuer', session.issuer ?? 'none given')}
          ${row('Session policies', 'session-policies', limits.length === 0 ? 'none' : limits.join(', '))}
          ${row('Signed in', 'session-start', readable(session.startedAt))}
          ${row('Session ends', 'session-end', readable(session.endsAt))}
        </dl>
      </section>
    </main>`;
  return page(200, `${role} - AWS Console (sandbox)`, STYLES, body);
}

/** The page for a browser without a session, or with one that has ended; it leads back to the issuer. */
export function signedOutPage(status: number, heading: string, issuer: string | undefined): Reply {
  return messagePage(status, heading, 'signed-out', issuer, 'Sign in again to go on.');
}

/** What AWS sign-in shows when it does not let somebody in. */
export function signinErrorPage(status: number, heading: string, detail: string, errorCode: string): Reply {
  return { ...messagePage(status, heading, 'signin-error', undefined, detail), errorCode };
}

function messagePage(
  status: number,
  heading: string,
  id: string,
  issuer: string | undefined,
  detail: string,
): Reply {
  const isLink = issuer !== undefined && /^https?:\/\//.test(issuer);
  const back = isLink ? html`<p><a href="${issuer}" data-testid="issuer-link">${issuer}</a></p>` : html``;
  const body = html`<header><strong>AWS sign-in (sandbox)</strong></header>
    ${NOTICE}
    <main data-testid="${id}">
      <h1>${heading}</h1>
      <p>${detail}</p>
      ${back}
    </main>`;
  return page(status, `${heading} - AWS sign-in (sandbox)`, STYLES, body);
}

function row(label: string, id: string, value: string): Html {
  return html`<dt>${label}</dt>
    <dd data-testid="${id}">${value}</dd>`;
}

/** `2026-11-22 10:00:00 UTC` */
function readable(ms: number): string {
  return toAwsTime(ms).replace('T', ' ').replace('Z', ' UTC');
}
