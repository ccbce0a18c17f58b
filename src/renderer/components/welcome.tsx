import { useEffect, useRef, useState } from 'react';
import type { EntryEdit } from '../../shared/settings-view.ts';
import type { AppView, SessionView } from '../../shared/view.ts';
import { identityDraft, identityEdit, identityFields } from '../entry-draft.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useSettings } from '../use-settings.ts';
import type { WelcomeStep } from '../welcome-texts.ts';
import { ErrorNotice } from './error-notice.tsx';
import { WelcomeAddress } from './welcome-address.tsx';
import { WelcomeApplication } from './welcome-application.tsx';
import { WelcomeRole } from './welcome-role.tsx';
import { WelcomeSignIn } from './welcome-sign-in.tsx';

/** GitLab takes any port of it. */
const usualRedirect = 'http://127.0.0.1/callback';

interface WelcomeProps {
  readonly view: AppView;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** From nothing to the first role. It begins at the step that the configuration and the session have come to. */
export function Welcome({ view, ask, intentions }: WelcomeProps) {
  const { settings, failure } = useSettings(ask, view.configEdition);
  const [identity] = view.identities;
  const entry = settings?.identities.find(({ id }) => id === identity?.id);
  const [issuer, setIssuer] = useState<string>();
  const [clientId, setClientId] = useState<string>();
  const [chosen, setChosen] = useState<WelcomeStep>();
  const step = chosen ?? stepFor(identity?.session);
  const path = view.config.status === 'loading' ? '' : view.config.path;

  // Whoever comes back from the browser finds the next step.
  const before = useRef(identity?.session.status);
  useEffect(() => {
    if (before.current === 'signing-in' && identity?.session.status === 'signed-in') setChosen('role');
    before.current = identity?.session.status;
  }, [identity?.session.status]);

  const draft = {
    ...identityDraft(entry?.fields),
    ...(issuer !== undefined && { issuer }),
    ...(clientId !== undefined && { clientId }),
  };
  const taken = (settings?.identities ?? []).map(({ id, fields }) => id ?? fields.id);
  const edit: EntryEdit | undefined =
    entry?.id === undefined
      ? { kind: 'identity-add', fields: identityFields(draft, taken) }
      : identityEdit(draft, entry.id, entry);
  const later = (): void => intentions.go({ at: 'roles', later: true });
  const part = { ask, intentions };

  if (failure !== undefined)
    return (
      <main className="page">
        <ErrorNotice error={failure} />
      </main>
    );
  switch (step) {
    case 'address':
      return (
        <WelcomeAddress
          {...part}
          issuer={draft.issuer}
          onIssuer={setIssuer}
          path={path}
          onNext={() => setChosen('application')}
        />
      );
    case 'application':
      return (
        <WelcomeApplication
          issuer={draft.issuer}
          clientId={draft.clientId}
          onClientId={setClientId}
          edit={edit}
          onBack={() => setChosen('address')}
          onNext={() => setChosen('sign-in')}
          ask={ask}
        />
      );
    case 'sign-in':
      return (
        <WelcomeSignIn
          identity={identity}
          redirectUri={draft.redirectUri === '' ? usualRedirect : draft.redirectUri}
          onBack={() => setChosen('application')}
          onNext={() => setChosen('role')}
          onLater={later}
          intentions={intentions}
        />
      );
    case 'role':
      return identity === undefined ? null : (
        <WelcomeRole
          {...part}
          identity={identity}
          settings={settings}
          onBack={() => setChosen('sign-in')}
          onLater={later}
        />
      );
  }
}

function stepFor(session: SessionView | undefined): WelcomeStep {
  if (session === undefined) return 'address';
  return session.status === 'signed-in' ? 'role' : 'sign-in';
}

/** Whether there is nothing to work with yet. @param later the user has put it off */
export function isWelcomeDue({ config, identities, roles }: AppView, later: boolean): boolean {
  if (roles.length > 0 || identities.length > 1) return false;
  if (identities.length === 1) {
    const isPlain = config.status === 'ready' && config.problems.length === 0;
    return isPlain && !later;
  }
  if (config.status === 'failed') return config.error.code === 'config_missing';
  return config.status === 'ready' && config.problems.length === 0;
}
