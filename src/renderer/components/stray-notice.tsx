import type { IdentityView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { NotSignedOutNotice, NotToldNotice, NotWithdrawnNotice } from './identity-notes.tsx';
import { WarningNotice } from './warning-notice.tsx';

interface StrayNoticeProps {
  readonly stray: IdentityView;
  readonly intentions: Intentions;
}

/** An identity has left the file and its session is still there: nothing else in the window would say so. */
export function StrayNotice({ stray, intentions }: StrayNoticeProps) {
  const texts = useTexts();
  const { id, label, issuer, session } = stray;
  if (session.status === 'signed-out') {
    const { providerNotTold = false, notWithdrawn } = session;
    return (
      <>
        {notWithdrawn && <NotWithdrawnNotice places={notWithdrawn} />}
        {providerNotTold && <NotToldNotice issuer={issuer} />}
      </>
    );
  }
  if (session.status !== 'signed-in') return null;
  if (session.error !== undefined) {
    return <NotSignedOutNotice identity={stray} error={session.error} intentions={intentions} />;
  }
  return (
    <WarningNotice
      title={texts.stray(label)}
      hint={texts.strayHint(session.user.name)}
      button={
        <Button onPress={() => intentions.signOut(id)} label={texts.actionFor(texts.signOut, label)}>
          {texts.signOut}
        </Button>
      }
    />
  );
}
