import type { Clock } from './clock.ts';
import type { CredentialStore, Principal } from './credentials.ts';
import { parametersOf } from './exchange.ts';
import type { Action, Incoming, Reply, Service } from './exchange.ts';
import type { Iam } from './iam.ts';
import { IamError } from './iam-error.ts';
import { verifySignature } from './sigv4.ts';
import { errorReply, StsError } from './sts-errors.ts';
import { element, xmlReply } from './sts-xml.ts';
import type { Xml } from './sts-xml.ts';

/** What IAM keeps of a role besides what STS needs. */
interface RoleExtras {
  document: string;
  readonly tags: Map<string, string>;
  readonly attached: Set<string>;
  /** Names of the policies that are written into it. */
  readonly inline: Set<string>;
}

type Parameters = Readonly<Record<string, string>>;
type Call = (parameters: Parameters, caller: Principal) => readonly Xml[];
type IamAction = Exclude<
  Extract<Action, `${string}Role${string}` | `${string}OpenIDConnectProvider`>,
  `AssumeRole${string}`
>;

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';
const VERSION = '2010-05-08';
const STATUS: Readonly<Record<string, number>> = { NoSuchEntity: 404, EntityAlreadyExists: 409 };

/** As much of the Identity and Access Management API as sets up an OIDC provider and a role. Whoever has keys may. */
export class IamApi implements Service {
  readonly name = 'iam';
  readonly #extras = new Map<string, RoleExtras>();
  readonly #iam: Iam;
  readonly #store: CredentialStore;
  readonly #clock: Clock;

  constructor(iam: Iam, store: CredentialStore, clock: Clock) {
    this.#iam = iam;
    this.#store = store;
    this.#clock = clock;
  }

  action(incoming: Incoming): Action {
    const name = parametersOf(incoming)['Action'] ?? '';
    return this.#knows(name) ? name : 'other';
  }

  handle(incoming: Incoming): Promise<Reply> {
    return Promise.resolve(this.#answer(incoming));
  }

  failure(incoming: Incoming, code: string, status: number | undefined, message: string | undefined): Reply {
    return errorReply(new StsError(code, message, status ?? STATUS[code]), incoming.requestId);
  }

  /** ARNs of the managed policies that calls have attached to a role. */
  attachedTo(roleArn: string): readonly string[] {
    return [...(this.#extras.get(roleArn)?.attached ?? [])];
  }

  #answer(incoming: Incoming): Reply {
    const parameters = parametersOf(incoming);
    const { Action: name = '', Version: version } = parameters;
    try {
      if (!this.#knows(name) || version !== VERSION) throw new StsError('InvalidAction', name);
      const { credentials } = verifySignature(incoming, this.#store, this.#clock, 'iam');
      const result = this.#calls[name](parameters, credentials.principal);
      const body = element(`${name}Response`, { xmlns: NAMESPACE }, [
        // Clients look for the result of UpdateRole, which has nothing in it; the others with nothing have none.
        ...(result.length === 0 && name !== 'UpdateRole' ? [] : [element(`${name}Result`, {}, result)]),
        element('ResponseMetadata', {}, [element('RequestId', {}, incoming.requestId)]),
      ]);
      return xmlReply(200, body, incoming.requestId);
    } catch (error) {
      if (error instanceof StsError) return errorReply(error, incoming.requestId);
      if (error instanceof IamError) return this.failure(incoming, error.code, undefined, error.message);
      return errorReply(new StsError('InternalFailure'), incoming.requestId);
    }
  }

  #knows(name: string): name is IamAction {
    return Object.hasOwn(this.#calls, name);
  }

  readonly #calls: Readonly<Record<IamAction, Call>> = {
    CreateOpenIDConnectProvider: (parameters, { account, partition }) => {
      const { Url: url = '' } = parameters;
      const prints = listIn(parameters, 'ThumbprintList');
      if (prints.some((print) => print.length !== 40)) throw new IamError('InvalidInput', 'not a thumbprint');
      const audiences = listIn(parameters, 'ClientIDList');
      const { arn } = this.#iam.addOidcProvider({ account, partition, url, audiences });
      return [element('OpenIDConnectProviderArn', {}, arn)];
    },
    GetOpenIDConnectProvider: (parameters, caller) => {
      const { name, audiences } = this.#provider(parameters, caller);
      const members = [...audiences].map((audience) => element('member', {}, audience));
      return [element('Url', {}, name), element('ClientIDList', {}, members)];
    },
    AddClientIDToOpenIDConnectProvider: (parameters, caller) => {
      this.#provider(parameters, caller).audiences.add(parameters['ClientID'] ?? '');
      return [];
    },
    CreateRole: (parameters, { account, partition }) => {
      const { RoleName: name = '', AssumeRolePolicyDocument: document = '' } = parameters;
      const arn = `arn:${partition}:iam::${account}:role/${name}`;
      if (this.#iam.role(arn) !== undefined) throw new IamError('EntityAlreadyExists', `${name} exists`);
      const maxSessionDuration = Number(parameters['MaxSessionDuration'] ?? 3600);
      this.#iam.addRole({ arn, trustPolicy: document, maxSessionDuration });
      const extras: RoleExtras = { ...nothing(), document };
      this.#extras.set(arn, extras);
      addTags(extras, parameters);
      return [this.#describe(arn)];
    },
    GetRole: (parameters, caller) => [this.#describe(this.#role(parameters, caller))],
    UpdateAssumeRolePolicy: (parameters, caller) => {
      const arn = this.#role(parameters, caller);
      const { PolicyDocument: document = '' } = parameters;
      const maxSessionDuration = this.#iam.role(arn)?.maxSessionDuration ?? 3600;
      this.#iam.addRole({ arn, trustPolicy: document, maxSessionDuration });
      this.#extrasOf(arn).document = document;
      return [];
    },
    UpdateRole: (parameters, caller) => {
      const arn = this.#role(parameters, caller);
      const maxSessionDuration = Number(parameters['MaxSessionDuration'] ?? 3600);
      this.#iam.addRole({ arn, trustPolicy: this.#extrasOf(arn).document, maxSessionDuration });
      return [];
    },
    TagRole: (parameters, caller) => {
      addTags(this.#extrasOf(this.#role(parameters, caller)), parameters);
      return [];
    },
    AttachRolePolicy: (parameters, caller) => {
      this.#extrasOf(this.#role(parameters, caller)).attached.add(parameters['PolicyArn'] ?? '');
      return [];
    },
    ListAttachedRolePolicies: (parameters, caller) => {
      const { attached } = this.#extrasOf(this.#role(parameters, caller));
      const members = [...attached].map((arn) =>
        element('member', {}, [
          element('PolicyName', {}, arn.replace(/^.*\//, '')),
          element('PolicyArn', {}, arn),
        ]),
      );
      return [element('AttachedPolicies', {}, members), element('IsTruncated', {}, 'false')];
    },
    PutRolePolicy: (parameters, caller) => {
      this.#extrasOf(this.#role(parameters, caller)).inline.add(parameters['PolicyName'] ?? '');
      return [];
    },
    ListRolePolicies: (parameters, caller) => {
      const { inline } = this.#extrasOf(this.#role(parameters, caller));
      const members = [...inline].map((name) => element('member', {}, name));
      return [element('PolicyNames', {}, members), element('IsTruncated', {}, 'false')];
    },
  };

  #provider({ OpenIDConnectProviderArn: arn = '' }: Parameters, { account }: Principal) {
    const name = arn.replace(/^[^/]*\//, '');
    const provider = this.#iam.account(account)?.providers.get(name);
    if (provider?.arn !== arn) throw new StsError('NoSuchEntity', `no provider ${arn}`, 404);
    return provider;
  }

  /** The ARN of a role that is there. */
  #role({ RoleName: name = '' }: Parameters, { account, partition }: Principal): string {
    const arn = `arn:${partition}:iam::${account}:role/${name}`;
    if (this.#iam.role(arn) !== undefined) return arn;
    throw new StsError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
  }

  /** Roles that tests have made without this API have none of their own. */
  #extrasOf(arn: string): RoleExtras {
    const extras = this.#extras.get(arn) ?? nothing();
    this.#extras.set(arn, extras);
    return extras;
  }

  #describe(arn: string): Xml {
    const { document, tags } = this.#extrasOf(arn);
    const members = [...tags].map(([key, value]) =>
      element('member', {}, [element('Key', {}, key), element('Value', {}, value)]),
    );
    return element('Role', {}, [
      element('Path', {}, '/'),
      element('Arn', {}, arn),
      element('RoleName', {}, arn.replace(/^.*\//, '')),
      element('RoleId', {}, this.#iam.role(arn)?.id ?? ''),
      element('CreateDate', {}, new Date(this.#clock.now()).toISOString()),
      element('AssumeRolePolicyDocument', {}, encodeURIComponent(document)),
      ...(members.length === 0 ? [] : [element('Tags', {}, members)]),
    ]);
  }
}

function nothing(): RoleExtras {
  return { document: '{}', tags: new Map(), attached: new Set(), inline: new Set() };
}

/** `Name.member.1`, `Name.member.2`... of the query protocol. */
function listIn(parameters: Parameters, name: string): readonly string[] {
  return Object.keys(parameters)
    .filter((key) => key.startsWith(`${name}.member.`) && /\d$/.test(key))
    .map((key) => parameters[key] ?? '');
}

function addTags({ tags }: RoleExtras, parameters: Parameters): void {
  for (let index = 1; parameters[`Tags.member.${index}.Key`] !== undefined; index += 1) {
    tags.set(parameters[`Tags.member.${index}.Key`] ?? '', parameters[`Tags.member.${index}.Value`] ?? '');
  }
}
