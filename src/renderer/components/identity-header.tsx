import { useState } from 'react';
import type { IdentityView } from '../../shared/view.ts';
import { assertNever } from '../assert-never.ts';
import { isFileAction } from '../file-action.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { AccountDetails } from './account-details.tsx';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { FileButton } from './file-button.tsx';
import { ChevronIcon, PersonIcon, SpinnerIcon } from './icons.tsx';
import { IdentityLine } from './identity-line.tsx';
import {
  NotSignedOutNotice,
  NotToldNotice,
  NotWithdrawnNotice,
  SameUserNotice,
  StillSignedIn,
} from './identity-notes.tsx';
import { detailsId } from './ids.ts';
import { SigningIn } from './signing-in.tsx';
import { WarningNotice } from './warning-notice.tsx';

interface IdentityHeaderProps {
  readonly identity: IdentityView;
  readonly intentions: Intentions;
}

/** Who is signed in, or how to. */
export function IdentityHeader({ identity, intentions }: IdentityHeaderProps) {
  const texts = useTexts();
  const { id, label, session } = identity;
  switch (session.status) {
    case 'loading':
      return <IdentityLine id={id} avatar={<SpinnerIcon />} title={label} meta={texts.checkingSession} />;
    case 'signed-out':
      return <SignedOut identity={identity} session={session} intentions={intentions} />;
    case 'signing-in':
      return (
        <>
          <SigningIn identity={identity} code={session.code} intentions={intentions} />
          <StillSignedIn identity={identity} />
        </>
      );
    case 'signed-in':
      return <SignedIn identity={identity} session={session} intentions={intentions} />;
    default:
      return assertNever(session);
  }
}

type Session<Status> = Extract<IdentityView['session'], { status: Status }>;

interface SignedOutProps extends IdentityHeaderProps {
  readonly session: Session<'signed-out'>;
}

function SignedOut({ identity, session, intentions }: SignedOutProps) {
  const texts = useTexts();
  const { id, label, issuer } = identity;
  const { error, providerNotTold = false, notWithdrawn } = session;
  const action = error?.action;
  const inFile = isFileAction(action);
  const signIn = (spoken: string, words: string) => (
    <Button kind="primary" onPress={() => intentions.signIn(id)} label={spoken} first>
      {words}
    </Button>
  );
  return (
    <>
      <IdentityLine id={id} avatar={<PersonIcon />} title={label} meta={texts.signedOut}>
        {(action === undefined || inFile) && signIn(texts.signInTo(label), texts.signIn)}
      </IdentityLine>
      {error && (
        <ErrorNotice
          error={error}
          button={
            inFile ? (
              <FileButton action={action} subject={label} intentions={intentions} />
            ) : (
              action && signIn(texts.actionFor(texts.action[action], label), texts.action[action])
            )
          }
        />
      )}
      {notWithdrawn && <NotWithdrawnNotice places={notWithdrawn} />}
      {providerNotTold && <NotToldNotice issuer={issuer} />}
    </>
  );
}

interface SignedInProps extends IdentityHeaderProps {
  readonly session: Session<'signed-in'>;
}

function SignedIn({ identity, session, intentions }: SignedInProps) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const { id, label } = identity;
  const { user, storage, error } = session;
  return (
    <>
      <IdentityLine id={id} avatar={initialOf(user.name)} title={user.name} meta={label}>
        <button
          type="button"
          className="icon-button disclosure"
          aria-expanded={open}
          aria-controls={detailsId(id)}
          aria-label={texts.accountDetails(user.name, label)}
          title={texts.accountDetails(user.name, label)}
          onClick={() => setOpen(!open)}
        >
          <ChevronIcon />
        </button>
      </IdentityLine>
      <AccountDetails identity={identity} hidden={!open} session={session} intentions={intentions} />
      <NotSignedOutNotice identity={identity} error={error} intentions={intentions} />
      <SameUserNotice identity={identity} intentions={intentions} />
      {storage === 'memory' && <WarningNotice title={texts.memoryOnly} hint={texts.memoryOnlyHint} />}
    </>
  );
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letter as a reader sees it: a surrogate pair or a combined sign is never cut in half. */
function initialOf(name: string): string {
  const [first] = graphemes.segment(name.trim());
  return first?.segment.toUpperCase() ?? '';
}
