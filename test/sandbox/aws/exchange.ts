import type { IncomingHttpHeaders } from 'node:http';

/** One request, read whole, as the services see it. */
export interface Incoming {
  readonly method: string;
  /** The raw request target: path and query. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body read as a form; empty unless the content type says it is one. */
  readonly form: URLSearchParams;
  readonly remoteAddress: string;
  readonly requestId: string;
}

/** One answer, not yet sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  /** The service's own code of the failure, for the request log. */
  readonly errorCode?: string;
}

/** What a caller can ask of the stand-in; `other` is everything it does not know. */
export type Action =
  | 'AssumeRoleWithWebIdentity'
  | 'AssumeRole'
  | 'GetCallerIdentity'
  | 'GetFederationToken'
  | 'GetSessionToken'
  | 'getSigninToken'
  | 'login'
  | 'logout'
  | 'CreateOpenIDConnectProvider'
  | 'GetOpenIDConnectProvider'
  | 'AddClientIDToOpenIDConnectProvider'
  | 'CreateRole'
  | 'GetRole'
  | 'UpdateRole'
  | 'UpdateAssumeRolePolicy'
  | 'TagRole'
  | 'AttachRolePolicy'
  | 'ListAttachedRolePolicies'
  | 'PutRolePolicy'
  | 'ListRolePolicies'
  | 'console'
  | 'other';

export type ServiceName = 'sts' | 'iam' | 'signin' | 'console';

/** One of the services behind the stand-in's addresses. */
export interface Service {
  readonly name: ServiceName;
  /** Which action a request asks for, before anything about it is checked. */
  action(incoming: Incoming): Action;
  handle(incoming: Incoming): Promise<Reply>;
  /** How this service words a failure that a test has ordered. */
  failure(incoming: Incoming, code: string, status: number | undefined, message: string | undefined): Reply;
}

/** Query and form together; where both name a key the form wins, as AWS reads them. */
export function parametersOf(incoming: Incoming): Record<string, string> {
  return Object.fromEntries([...incoming.query, ...incoming.form]);
}
