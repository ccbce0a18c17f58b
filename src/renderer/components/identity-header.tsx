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
import { ChevronIcon, PersonIcon, SpinnerIcon, WarningIcon } from './icons.tsx';
import { IdentityLine } from './identity-line.tsx';
import { detailsId } from './ids.ts';
import { SigningIn } from './signing-in.tsx';

interface IdentityHeaderProps {
  readonly identity: IdentityView;
  readonly intentions: Intentions;
}

/** Who is signed in, or how to. */
export function IdentityHeader({ identity, intentions }: IdentityHeaderProps) {
  const texts = useTexts();
  const { id, host, session } = identity;
  switch (session.status) {
    case 'loading':
      return <IdentityLine id={id} avatar={<SpinnerIcon />} title={host} meta={texts.checkingSession} />;
    case 'signed-out':
      return <SignedOut identity={identity} error={session.error} intentions={intentions} />;
    case 'signing-in':
      return <SigningIn identity={identity} intentions={intentions} />;
    case 'signed-in':
      return <SignedIn identity={identity} session={session} intentions={intentions} />;
    default:
      return assertNever(session);
  }
}

type Session<Status> = Extract<IdentityView['session'], { status: Status }>;

interface SignedOutProps extends IdentityHeaderProps {
  readonly error: Session<'signed-out'>['error'];
}

function SignedOut({ identity: { id, host }, error, intentions }: SignedOutProps) {
  const texts = useTexts();
  const action = error?.action;
  const inFile = isFileAction(action);
  const signIn = (label: string, words: string) => (
    <Button kind="primary" onPress={() => intentions.signIn(id)} label={label} first>
      {words}
    </Button>
  );
  return (
    <>
      <IdentityLine id={id} avatar={<PersonIcon />} title={host} meta={texts.signedOut}>
        {(action === undefined || inFile) && signIn(texts.signInTo(host), texts.signIn)}
      </IdentityLine>
      {error && (
        <ErrorNotice
          error={error}
          button={
            inFile ? (
              <FileButton action={action} subject={host} intentions={intentions} />
            ) : (
              action && signIn(texts.actionFor(texts.action[action], host), texts.action[action])
            )
          }
        />
      )}
    </>
  );
}

interface SignedInProps extends IdentityHeaderProps {
  readonly session: Session<'signed-in'>;
}

function SignedIn({ identity: { id, host }, session, intentions }: SignedInProps) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const { user, storage } = session;
  return (
    <>
      <IdentityLine id={id} avatar={initialOf(user.name)} title={user.name} meta={host}>
        <button
          type="button"
          className="icon-button disclosure"
          aria-expanded={open}
          aria-controls={detailsId(id)}
          aria-label={texts.accountDetails(user.name)}
          title={texts.accountDetails(user.name)}
          onClick={() => setOpen(!open)}
        >
          <ChevronIcon />
        </button>
      </IdentityLine>
      <AccountDetails
        id={detailsId(id)}
        hidden={!open}
        session={session}
        onSignOut={() => intentions.signOut(id)}
      />
      {storage === 'memory' && (
        <div className="notice notice-warning">
          <WarningIcon />
          <div className="notice-text">
            <p className="notice-title">{texts.memoryOnly}</p>
            <p className="notice-hint">{texts.memoryOnlyHint}</p>
          </div>
        </div>
      )}
    </>
  );
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letter as a reader sees it: a surrogate pair or a combined sign is never cut in half. */
function initialOf(name: string): string {
  const [first] = graphemes.segment(name.trim());
  return first?.segment.toUpperCase() ?? '';
}
