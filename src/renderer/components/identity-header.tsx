import { type ReactNode, useState } from 'react';
import type { ErrorActionView, IdentityView } from '../../shared/view.ts';
import { assertNever } from '../assert-never.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { AccountDetails } from './account-details.tsx';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { ChevronIcon, PersonIcon, SpinnerIcon, WarningIcon } from './icons.tsx';
import { detailsId, headingId } from './ids.ts';

interface IdentityHeaderProps {
  readonly identity: IdentityView;
  readonly intentions: Intentions;
}

/** Who is signed in, or how to. Its first line has the same height in every state. */
export function IdentityHeader({ identity, intentions }: IdentityHeaderProps) {
  const texts = useTexts();
  const { id, host, session } = identity;
  switch (session.status) {
    case 'loading':
      return <Line id={id} avatar={<SpinnerIcon />} title={host} meta={texts.checkingSession} />;
    case 'signed-out':
      return <SignedOut identity={identity} error={session.error} intentions={intentions} />;
    case 'signing-in':
      return (
        <>
          <Line id={id} avatar={<SpinnerIcon />} title={texts.finishInBrowser} meta={host}>
            <Button onPress={() => intentions.cancelSignIn(id)} label={texts.cancelSignIn(host)}>
              {texts.cancel}
            </Button>
          </Line>
          <p className="identity-more">
            {texts.lostThePage}{' '}
            <Button kind="quiet" onPress={() => intentions.reopenLogin(id)}>
              {texts.openPageAgain}
            </Button>
          </p>
        </>
      );
    case 'signed-in':
      return <SignedIn identity={identity} session={session} intentions={intentions} />;
    default:
      return assertNever(session);
  }
}

interface LineProps {
  readonly id: string;
  readonly avatar: ReactNode;
  readonly title: string;
  readonly meta: string;
  readonly children?: ReactNode;
}

function Line({ id, avatar, title, meta, children }: LineProps) {
  return (
    <div className="identity-header">
      <span className="avatar" aria-hidden="true">
        {avatar}
      </span>
      <div className="identity-names">
        <h2 className="identity-title" id={headingId(id)} title={title}>
          <bdi>{title}</bdi>
        </h2>
        <p className="identity-meta" title={meta}>
          <bdi>{meta}</bdi>
        </p>
      </div>
      {children}
    </div>
  );
}

type Session<Status> = Extract<IdentityView['session'], { status: Status }>;

interface SignedOutProps extends IdentityHeaderProps {
  readonly error: Session<'signed-out'>['error'];
}

function SignedOut({ identity: { id, host }, error, intentions }: SignedOutProps) {
  const texts = useTexts();
  const act: Readonly<Record<ErrorActionView, () => void>> = {
    'sign-in': () => intentions.signIn(id),
    retry: () => intentions.signIn(id),
    'open-config': intentions.openConfig,
    'reload-config': intentions.reloadConfig,
  };
  const action = error?.action;
  const signIn = (
    <Button kind="primary" onPress={() => intentions.signIn(id)} label={texts.signInTo(host)} first>
      {texts.signIn}
    </Button>
  );
  return (
    <>
      <Line id={id} avatar={<PersonIcon />} title={host} meta={texts.signedOut}>
        {action === undefined && signIn}
      </Line>
      {error && (
        <ErrorNotice
          error={error}
          button={
            action && (
              <Button
                kind="primary"
                onPress={act[action]}
                label={texts.actionFor(texts.action[action], host)}
                first
              >
                {texts.action[action]}
              </Button>
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
      <Line id={id} avatar={initialOf(user.name)} title={user.name} meta={host}>
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
      </Line>
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
