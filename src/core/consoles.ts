import type { Credentials } from './credentials.ts';
import type { Identity, Role } from './model.ts';
import type { Config, ConsoleFederation } from './ports.ts';
import type { Recalls } from './recalls.ts';
import { setConsoleNotice, type StateStore, type Step } from './state.ts';

/** Addresses that sign their bearer in to a role's console. */
export interface Consoles {
  /** Fails with `signed_out_meanwhile` where the user signs out before it is there. */
  loginUrl(target: Target, where: ConsolePlace, report: (step: Step) => void): Promise<string>;
}

/** A role with all that is needed to assume it. */
export interface Target {
  readonly config: Config;
  readonly role: Role;
  readonly identity: Identity;
}

export interface ConsolePlace {
  readonly region?: string;
  readonly destination?: string;
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
  ): Promise<string> {
    const held = await credentials.for(role, identity, config, report);
    report('signing-in-to-console');
    const destination = where.destination ?? role.destination;
    let refused: number | undefined;
    const request = {
      credentials: held,
      partition: role.arn.partition,
      region: where.region ?? role.region,
      issuer: identity.issuer,
      endpoints: config.endpoints,
      ...(destination !== undefined && { destination }),
      ...(role.consoleSeconds !== undefined && { sessionSeconds: role.consoleSeconds }),
    };
    const url = await federation.loginUrl(request, (seconds) => (refused = seconds));
    setConsoleNotice(state, role.id, refused);
    return url;
  }

  return {
    loginUrl: (target, where, report) =>
      recalls.guard(target.identity.id, () => federated(target, where, report)),
  };
}
