import { guidance } from '../../src/core/error-guide.ts';
import { AppError } from '../../src/core/errors.ts';
import type { AppView, ErrorView } from '../../src/shared/view.ts';
import { inWordsOf } from './japanese-words.ts';
import { errors } from './renderer-fixtures.ts';

const issuer = 'https://gitlab.example.com';
const roleArn = 'arn:aws:iam::123456789012:role/Admin';
const path = '/home/ada/.config/tobira/config.yaml';

/** What Tobira really says in Japanese where the English views have words of their own. */
const failures: Readonly<Record<keyof typeof errors, AppError>> = {
  denied: new AppError('role_refused', { roleArn, issuer, audience: 'tobira', subject: '4711' }),
  loggedOut: new AppError('session_expired', { identity: 'work', issuer }),
  timedOut: new AppError('login_timeout', { issuer, redirectUri: 'http://127.0.0.1/callback' }),
  keychainLocked: new AppError('keychain_locked', {}),
  missing: new AppError('config_missing', { path }),
  broken: new AppError('config_broken', { path, problems: [`${path}:12:3`] }),
  clipboard: new AppError('clipboard_failed', { reason: '…' }),
  taken: new AppError('profile_taken', { path: '/home/ada/.aws/credentials', profile: 'prod-admin' }),
  wrongArn: new AppError('role_refused', { roleArn, issuer, audience: 'tobira', subject: '4711' }),
  wrongApplication: new AppError('client_refused', { issuer, clientId: '4a1b' }),
  fileChanged: new AppError('config_other', { path, ownerPath: '/home/ada/tobira.yaml' }),
  catalogueGone: new AppError('catalogue_not_found', {
    catalogue: 'Platform roles',
    place: 'platform/aws-roles',
    missing: 'file',
  }),
  fileBusy: new AppError('file_failed', { path, reason: '…' }),
};

/** The same view as a user sees it whose language is Japanese. What a fixture made up for itself stays as it is. */
export function inJapanese(view: AppView): AppView {
  const translated = new Map<string, ErrorView>(
    Object.entries(failures).map(([name, failure]) => {
      const fixture: ErrorView = errors[name as keyof typeof errors];
      const { title, happened, advice } = guidance(failure, 'ja');
      return [fixture.code, { ...fixture, title, happened, advice }];
    }),
  );
  const translate = (error: ErrorView): ErrorView => translated.get(error.code) ?? error;
  return {
    ...view,
    language: 'ja',
    ...(view.doctor && { doctor: inWordsOf('ja', view.doctor) }),
    config:
      view.config.status === 'failed' ? { ...view.config, error: translate(view.config.error) } : view.config,
    identities: view.identities.map((identity) =>
      identity.session.status === 'signed-out' && identity.session.error
        ? { ...identity, session: { ...identity.session, error: translate(identity.session.error) } }
        : identity,
    ),
    ...(view.catalogues && {
      catalogues: view.catalogues.map((one) => (one.error ? { ...one, error: translate(one.error) } : one)),
    }),
    roles: view.roles.map((role) =>
      role.activity.status === 'failed'
        ? { ...role, activity: { ...role.activity, error: translate(role.activity.error) } }
        : role,
    ),
  };
}
