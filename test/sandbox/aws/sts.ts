import { assumeRole } from './assume-role.ts';
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity.ts';
import { parametersOf } from './exchange.ts';
import type { Action, Incoming, Reply, Service } from './exchange.ts';
import { verifySignature } from './sigv4.ts';
import { errorReply, StsError } from './sts-errors.ts';
import type { StsParts } from './sts-parts.ts';
import { resultReply } from './sts-xml.ts';
import type { Fields } from './sts-xml.ts';

type StsAction = Extract<
  Action,
  'AssumeRoleWithWebIdentity' | 'AssumeRole' | 'GetCallerIdentity' | 'GetFederationToken' | 'GetSessionToken'
>;

const ACTIONS: Readonly<
  Record<StsAction, (incoming: Incoming, parts: StsParts) => Promise<Fields> | Fields>
> = {
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  AssumeRole: assumeRole,
  GetCallerIdentity: getCallerIdentity,
  GetFederationToken: (incoming, parts) => refuseSession('GetFederationToken', incoming, parts),
  GetSessionToken: (incoming, parts) => refuseSession('GetSessionToken', incoming, parts),
};

const VERSION = '2011-06-15';

/** The Security Token Service: query protocol in, XML out. */
export class Sts implements Service {
  readonly name = 'sts';
  readonly #parts: StsParts;

  constructor(parts: StsParts) {
    this.#parts = parts;
  }

  action(incoming: Incoming): Action {
    const name = parametersOf(incoming)['Action'] ?? '';
    return isKnown(name) ? name : 'other';
  }

  async handle(incoming: Incoming): Promise<Reply> {
    try {
      const { Action: name = '', Version: version = 'NO_VERSION_SPECIFIED' } = parametersOf(incoming);
      const isQuery = incoming.path === '/' && (incoming.method === 'GET' || incoming.method === 'POST');
      if (!isQuery || !isKnown(name) || version !== VERSION) {
        throw new StsError('InvalidAction', `Could not find operation ${name} for version ${version}`);
      }
      return resultReply(name, await ACTIONS[name](incoming, this.#parts), incoming.requestId);
    } catch (error) {
      return errorReply(
        error instanceof StsError ? error : new StsError('InternalFailure'),
        incoming.requestId,
      );
    }
  }

  failure(incoming: Incoming, code: string, status: number | undefined, message: string | undefined): Reply {
    return errorReply(new StsError(code, message, status), incoming.requestId);
  }
}

/** Needs a good signature and no right at all. */
function getCallerIdentity(incoming: Incoming, parts: StsParts): Fields {
  const { arn, userId, account } = verifySignature(incoming, parts.store, parts.clock).credentials.principal;
  return { Arn: arn, UserId: userId, Account: account };
}

/** These two need a user's long-term keys; all that this stand-in gives out are temporary ones. */
function refuseSession(action: StsAction, incoming: Incoming, parts: StsParts): never {
  verifySignature(incoming, parts.store, parts.clock);
  throw new StsError('AccessDenied', `Cannot call ${action} with session credentials`);
}

function isKnown(name: string): name is StsAction {
  return Object.hasOwn(ACTIONS, name);
}
