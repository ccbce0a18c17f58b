import { useState } from 'react';
import type { PlaceView } from '../../shared/lock-view.ts';
import type { ErrorView, IdentityView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { WarningNotice } from './warning-notice.tsx';

interface NotToldNoticeProps {
  readonly issuer: string;
}

/** The session is gone here, and GitLab does not know: how to end it there as well. */
export function NotToldNotice({ issuer }: NotToldNoticeProps) {
  const texts = useTexts();
  const [seen, setSeen] = useState(false);
  if (seen) return null;
  return (
    <WarningNotice title={texts.notTold} hint={texts.notToldHint(issuer)} onDismiss={() => setSeen(true)} />
  );
}

interface NotWithdrawnNoticeProps {
  readonly places: readonly PlaceView[];
}

/** The session has ended, and keys that were handed over with it may still be somewhere: what to do there. */
export function NotWithdrawnNotice({ places }: NotWithdrawnNoticeProps) {
  const { stayedBehind, notWithdrawn } = useTexts();
  const [seen, setSeen] = useState(false);
  if (seen) return null;
  return (
    <WarningNotice
      title={stayedBehind}
      hint={places.map((place) => notWithdrawn[place])}
      onDismiss={() => setSeen(true)}
    />
  );
}

interface NotSignedOutProps extends SameUserNoticeProps {
  readonly error: ErrorView | undefined;
}

/** A sign-out that came to nothing, wherever it was asked for: the session is still there. */
export function NotSignedOutNotice({ identity: { id, label }, error, intentions }: NotSignedOutProps) {
  const texts = useTexts();
  if (error === undefined) return null;
  return (
    <ErrorNotice
      error={error}
      note={texts.notSignedOut}
      button={
        <Button onPress={() => intentions.signOut(id)} label={texts.actionFor(texts.action.retry, label)}>
          {texts.action.retry}
        </Button>
      }
    />
  );
}

interface SameUserNoticeProps {
  readonly identity: IdentityView;
  readonly intentions: Intentions;
}

/** Two identities of one GitLab application with one user: the browser was still signed in as the other one. */
export function SameUserNotice({ identity: { id, label, sibling }, intentions }: SameUserNoticeProps) {
  const texts = useTexts();
  if (sibling?.sameUser !== true) return null;
  return (
    <WarningNotice
      title={texts.sameUser(sibling.label)}
      hint={texts.sameUserHint}
      button={
        <Button onPress={() => intentions.signIn(id)} label={texts.actionFor(texts.signInAgain, label)}>
          {texts.signInAgain}
        </Button>
      }
    />
  );
}

interface StillSignedInProps {
  readonly identity: IdentityView;
}

/** Said while it can still be helped: the browser asks nobody who is signed in at GitLab already. */
export function StillSignedIn({ identity: { sibling } }: StillSignedInProps) {
  const texts = useTexts();
  if (sibling === undefined) return null;
  return <p className="identity-more">{texts.stillSignedIn(sibling.label)}</p>;
}
