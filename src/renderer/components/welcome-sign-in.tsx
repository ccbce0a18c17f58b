import type { IdentityView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { Loading } from './loading.tsx';
import { Remark } from './remark.tsx';
import { SigningIn } from './signing-in.tsx';
import { Points } from './verdict.tsx';
import { WelcomeFrame } from './welcome-frame.tsx';

interface WelcomeSignInProps {
  /** Absent for the moment until the file that was written has been read. */
  readonly identity: IdentityView | undefined;
  readonly redirectUri: string;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly onLater: () => void;
  readonly intentions: Intentions;
}

/** The real sign-in: it shows whether GitLab knows the application, and sends people back. */
export function WelcomeSignIn(props: WelcomeSignInProps) {
  const { identity, redirectUri, onBack, onNext, onLater, intentions } = props;
  const texts = useTexts();
  const { welcome: words } = texts;
  const session = identity?.session;
  const isSignedIn = session?.status === 'signed-in';
  const isOpen = session?.status === 'signing-in';
  const back = (): void => {
    if (identity !== undefined && isOpen) intentions.cancelSignIn(identity.id);
    onBack();
  };
  return (
    <WelcomeFrame
      step="sign-in"
      onBack={back}
      {...(isSignedIn && { onNext })}
      beside={
        !isSignedIn &&
        !isOpen && (
          <Button kind="quiet" onPress={onLater}>
            {words.later}
          </Button>
        )
      }
    >
      {(session === undefined || session.status === 'loading') && <Loading>{texts.checkingSession}</Loading>}
      {identity !== undefined && session?.status === 'signed-out' && (
        <>
          {session.error && <ErrorNotice error={session.error} />}
          <p className="welcome-act">
            <Button kind="primary" onPress={() => intentions.signIn(identity.id)} first>
              {words.browserOpens(identity.label)}
            </Button>
          </p>
        </>
      )}
      {identity !== undefined && session?.status === 'signing-in' && (
        <div className="welcome-waiting">
          <SigningIn identity={identity} code={session.code} intentions={intentions} />
        </div>
      )}
      {session?.status === 'signed-in' && <Remark level="ok" title={texts.signedInAs(session.user.name)} />}
      {(isOpen || (session?.status === 'signed-out' && session.error)) && (
        <section className="welcome-trouble" aria-labelledby="welcome-trouble">
          <h2 className="help-heading" id="welcome-trouble">
            {words.gitlabError}
          </h2>
          <Points points={[words.wrongRedirect(redirectUri), words.wrongId, words.confidential]} />
          <Button kind="quiet" onPress={back}>
            {words.changeApplication}
          </Button>
        </section>
      )}
    </WelcomeFrame>
  );
}
