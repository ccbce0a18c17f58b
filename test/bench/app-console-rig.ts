import { manyRoles } from '../e2e/support/config.ts';
import { CI_AUDIENCE, sandboxRoleArn, startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { startDesktop } from '../support/desktop.ts';
import { login, text } from '../support/http-oauth.ts';
import { run } from '../support/process.ts';
import type { TrayEntry } from '../support/tray-menu.ts';
import { referenceProgram } from './ci-console-reference.ts';
import { hidden } from './packed-pair.ts';
import { aiko, catchAddress, caughtAddress, startSignedIn } from './signed-in-app.ts';
import { watchStandIns, type Answered } from './standin-watch.ts';

/** One way to the address of a console. */
export interface Way {
  /** From its start to the address, in milliseconds. */
  readonly ms: number;
  readonly requests: readonly Answered[];
}

/** The packed app, signed in, and the ways beside which it is measured, all against the same stand-ins. */
export interface ConsoleRig {
  /** A click in the tray on the role of that number, from 1. The first click on it needs all three requests. */
  click(role: number): Promise<Way>;
  /** Refresh, STS and sign-in by nothing but `fetch`, one after the other, in the app's own process. */
  fetchBare(): Promise<Way>;
  /** The program in Python, as a process from its start to its end. */
  runPython(): Promise<Way>;
  close(): Promise<void>;
}

/** Debian's: the one that its packages of boto3 and requests are for. */
const python = '/usr/bin/python3';

/** @param roles how many there are to click on */
export async function startConsoleRig(roles: number): Promise<ConsoleRig> {
  const sandbox = await startSandbox();
  const desktop = await startDesktop();
  const watch = watchStandIns();
  const close = async (): Promise<void> => {
    watch.close();
    await desktop.close();
    await sandbox.close();
  };
  try {
    const config = manyRoles(sandbox, Math.max(roles, fewestRoles), hidden);
    shortenIdTokens(sandbox);
    const { app, tray } = await startSignedIn(desktop, sandbox, config);
    const session = await anotherSession(sandbox);
    let { refreshToken } = session;
    return {
      async click(role) {
        shortenIdTokens(sandbox);
        watch.take();
        await catchAddress(app);
        const path = pathOf(role, await tray.menu());
        const clicked = await tray.click(path);
        const { url, at } = await caughtAddress(app);
        const requests = watch.take();
        // The browser is sent on from an address of the app's own, which shows in no list of processes.
        const { headers } = await fetch(url, { redirect: 'manual' });
        if (headers.get('location')?.includes('SigninToken=') !== true)
          throw new Error('This is no address of a console');
        await tray.waitForEntry(
          path,
          ({ enabled, label }) => enabled && label.startsWith(`${nameOf(role)}\u2003`),
        );
        return { ms: at - clicked, requests };
      },
      async fetchBare() {
        watch.take();
        const { issuer } = sandbox.gitlab;
        const { sts, signin } = sandbox.aws.endpoints;
        const order = {
          issuer,
          sts,
          signin,
          clientId: session.clientId,
          refreshToken,
          roleArn: sandboxRoleArn('ReadOnly'),
        };
        const { ms, next } = await app.electron.evaluate(threeRequests, order);
        refreshToken = next;
        return { ms, requests: watch.take() };
      },
      async runPython() {
        watch.take();
        const { sts, signin, console } = sandbox.aws.endpoints;
        const env = {
          PATH: '/usr/bin:/bin',
          HOME: desktop.home,
          MY_ID_TOKEN: sandbox.gitlab.ciToken({ aud: CI_AUDIENCE }),
          ROLE_ARN: sandboxRoleArn('Deploy'),
          ISSUER: sandbox.gitlab.issuer,
          AWS_ENDPOINT_URL_STS: sts,
          TOBIRA_SIGNIN_ENDPOINT: signin,
          TOBIRA_CONSOLE_ENDPOINT: console,
        };
        const { stdout, stderr, ms } = await run(python, ['-c', referenceProgram], { env });
        if (!stdout.includes('SigninToken=')) throw new Error(`The program in Python failed: ${stderr}`);
        return { ms, requests: watch.take() };
      },
      close: async () => {
        await app.quit();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Those with less than 20 s to live are traded once, and not kept for a second time: each click is to refresh the session. */
function shortenIdTokens({ gitlab: { faults } }: Sandbox): void {
  faults.clear();
  faults.addIdToken({ claims: { exp: Math.floor(Date.now() / 1000) + 15 } });
}

/** As many as make the menu sort them by their teams. */
const fewestRoles = 100;

function nameOf(role: number): string {
  return `Account ${String(role).padStart(3, '0')}`;
}

/** Where the menu has a role among those of its team. */
function pathOf(role: number, menu: readonly TrayEntry[]): string {
  const name = nameOf(role);
  const within = (entries: readonly TrayEntry[], above: readonly string[]): string | undefined => {
    for (const { label, submenu } of entries) {
      const path = [...above, label];
      // One in use says for how long after a wide gap.
      if (label === name || label.startsWith(`${name}\u2003`)) return [...above, name].join(' > ');
      const found = within(submenu, path);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const path = within(
    menu.filter(({ label }) => label.startsWith('Team ')),
    [],
  );
  if (path === undefined) throw new Error(`The menu has no ${name}`);
  return path;
}

/** Of the same person: refreshing one leaves the other's refresh token alone. */
async function anotherSession({ gitlab }: Sandbox): Promise<{ refreshToken: string; clientId: string }> {
  const reply = await login(gitlab, { user: gitlab.users.get(aiko) });
  return { refreshToken: text(reply, 'refresh_token'), clientId: reply.authorization.clientId };
}

interface Order {
  readonly issuer: string;
  readonly sts: string;
  readonly signin: string;
  readonly clientId: string;
  readonly refreshToken: string;
  readonly roleArn: string;
}

/** Runs in the app's main process, and takes from each answer what the next request needs, as briefly as can be. */
async function threeRequests(_electron: unknown, order: Order): Promise<{ ms: number; next: string }> {
  const begun = performance.now();
  const refreshed = await fetch(`${order.issuer}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: order.clientId,
      refresh_token: order.refreshToken,
    }),
  });
  const tokens = (await refreshed.json()) as { readonly id_token: string; readonly refresh_token: string };
  const assumed = await fetch(order.sts, {
    method: 'POST',
    body: new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: order.roleArn,
      RoleSessionName: 'bench',
      WebIdentityToken: tokens.id_token,
    }),
  });
  const xml = await assumed.text();
  const session = {
    sessionId: /<AccessKeyId>(.*?)</.exec(xml)?.[1],
    sessionKey: /<SecretAccessKey>(.*?)</.exec(xml)?.[1],
    sessionToken: /<SessionToken>(.*?)</.exec(xml)?.[1],
  };
  const signedIn = await fetch(order.signin, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'getSigninToken', Session: JSON.stringify(session) }),
  });
  const { SigninToken } = (await signedIn.json()) as { readonly SigninToken?: string };
  if (SigninToken === undefined) throw new Error('The bare requests did not come through');
  return { ms: performance.now() - begun, next: tokens.refresh_token };
}
