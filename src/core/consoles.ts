import { pageFor } from './console-pages.ts';
import { requiredService } from './console-services.ts';
import type { Credentials } from './credentials.ts';
import type { BrowserChoice, ConsolePlace, Identity, Role } from './model.ts';
import type { Browser, Config, ConsoleFederation, Rivals } from './ports.ts';
import type { Recalls } from './recalls.ts';
import { setConsoleNotice, type StateStore, type Step } from './state.ts';

/** Addresses that sign their bearer in to a role's console. */
export interface Consoles {
  /** Fails with `signed_out_meanwhile` where the user signs out before it is there, and with `usage` for an unknown service. */
  loginUrl(
    target: Target,
    where: ConsolePlace,
    report: (step: Step) => void,
    signal: AbortSignal,
  ): Promise<string>;
  /**
   * Opens the console in a browser. Whoever signs out before the browser has come for it sees none: fails as `loginUrl`
   * does, and with `browser_*`.
   */
  show(
    target: Target,
    where: ConsolePlace,
    browser: Browser,
    report: (step: Step) => void,
    signal: AbortSignal,
    onRival: (rivals: Rivals) => void,
  ): Promise<void>;
}

/** A role with all that is needed to assume it. */
export interface Target {
  readonly config: Config;
  readonly role: Role;
  readonly identity: Identity;
}

interface Parts {
  readonly credentials: Pick<Credentials, 'for'>;
  readonly federation: ConsoleFederation;
  readonly recalls: Recalls;
  readonly state: StateStore;
}

export function createConsoles({ credentials, federation, recalls, state }: Parts): Consoles {
  async function federated(
    { config, role, identity }: Target,
    where: ConsolePlace,
    report: (step: Step) => void,
    signal: AbortSignal,
  ): Promise<string> {
    const service =
      where.service === undefined ? undefined : requiredService(where.service, role.arn.partition);
    // Before anybody is asked for anything: what cannot open needs no keys.
    const page =
      where.destination === undefined ? undefined : pageFor(role, where.destination, config.endpoints);
    const held = await credentials.for(role, identity, config, report, signal);
    signal.throwIfAborted();
    report('signing-in-to-console');
    const destination = page ?? (service === undefined ? role.destination : undefined);
    let refused: number | undefined;
    const request = {
      credentials: held,
      partition: role.arn.partition,
      region: where.region ?? role.region,
      issuer: identity.issuer,
      endpoints: config.endpoints,
      ...(config.settings.console?.signOutFirst === true && { signOutFirst: true as const }),
      ...(destination !== undefined && { destination }),
      ...(service && { service }),
      // AWS takes no length with the credentials of a role that was reached through another one.
      ...(role.consoleSeconds !== undefined &&
        role.chain === undefined && { sessionSeconds: role.consoleSeconds }),
    };
    const url = await federation.loginUrl(request, (seconds) => (refused = seconds));
    setConsoleNotice(state, role.id, refused);
    return url;
  }

  return {
    loginUrl: (target, where, report, signal) =>
      recalls.guard(target.identity.id, () => federated(target, where, report, signal)),

    async show(target, where, browser, report, cancelled, onRival) {
      const { config, role, identity } = target;
      const errand = recalls.begin(identity.id);
      const signal = AbortSignal.any([cancelled, errand.signal]);
      try {
        const url = await federated(target, where, report, signal);
        signal.throwIfAborted();
        report('opening');
        const choice = consoleBrowser(role, config);
        await browser.open(url, { secrecy: 'secret', signal, browser: choice, onRival });
      } finally {
        errand.end();
      }
    },
  };
}

/** Where a role's console opens. */
export function consoleBrowser(
  role: Pick<Role, 'browser'>,
  { browsers }: Pick<Config, 'browsers'>,
): BrowserChoice | undefined {
  return role.browser ?? browsers.console;
}
