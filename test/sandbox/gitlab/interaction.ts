import type { Applications } from './applications.ts';
import type { SandboxClock } from './clock.ts';
import { consentPage, messagePage, signInPage } from './pages.ts';
import type { ProviderBridge } from './provider-bridge.ts';
import { htmlReply, redirectReply } from './reply.ts';
import type { Reply } from './reply.ts';
import type { SandboxRequest } from './request.ts';
import type { Users } from './users.ts';

/** What the pages between request and answer work with. */
export interface InteractionParts {
  readonly bridge: ProviderBridge;
  readonly users: Users;
  readonly applications: Applications;
  readonly clock: SandboxClock;
}

const expired = (): Reply =>
  htmlReply(404, messagePage('Request expired', 'Go back to the application and start again.'));

/** `/users/sign_in/…`: username and password. */
export async function signIn(request: SandboxRequest, parts: InteractionParts): Promise<Reply> {
  const { bridge, users, clock } = parts;
  if (!(await bridge.interaction(request))) return expired();
  if (request.method !== 'POST') return htmlReply(200, signInPage(request.path));

  const user = users.authenticate(request.form.get('username') ?? '', request.form.get('password') ?? '');
  if (!user) return htmlReply(422, signInPage(request.path, 'Invalid login or password.'));
  if (user.blocked) return htmlReply(422, signInPage(request.path, 'Your account has been blocked.'));
  users.signedIn(user.id, clock.now());
  return redirectReply(await bridge.finish(request, { login: { accountId: String(user.id) } }));
}

/** `/oauth/consent/…`: what the application may do, and the buttons Authorize and Deny. */
export async function consent(request: SandboxRequest, parts: InteractionParts): Promise<Reply> {
  const { bridge, users, applications } = parts;
  const details = await bridge.interaction(request);
  const user = users.bySubject(details?.session?.accountId ?? '');
  const application = applications.get(String(details?.params['client_id']));
  if (!details || !user || !application) return expired();

  const { scope } = details.params;
  if (typeof scope !== 'string') return expired();
  if (request.method !== 'POST') {
    return htmlReply(200, consentPage(request.path, application.name, user.name, scope.split(' ')));
  }
  if (request.form.get('decision') !== 'authorize') {
    const denial = {
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request.',
    };
    return redirectReply(await bridge.finish(request, denial));
  }
  const grantId = await bridge.grant(String(user.id), application.uid, scope);
  return redirectReply(await bridge.finish(request, { consent: { grantId } }));
}
