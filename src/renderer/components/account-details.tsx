import type { ReactNode } from 'react';
import type { IdentityView, SessionView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { CopyIconButton } from './copy-button.tsx';
import { detailsId } from './ids.ts';

interface AccountDetailsProps {
  readonly identity: IdentityView;
  readonly hidden: boolean;
  readonly session: Extract<SessionView, { status: 'signed-in' }>;
  readonly intentions: Intentions;
}

/** The quiet place: what is needed once in a while, above all the number that trust policies name. */
export function AccountDetails({ identity, hidden, session, intentions }: AccountDetailsProps) {
  const texts = useTexts();
  const { id, label } = identity;
  const { user, storage } = session;
  return (
    <div className="details" id={detailsId(id)} hidden={hidden}>
      <dl className="facts">
        {user.username !== undefined && <Fact name={texts.userName} value={`@${user.username}`} />}
        {user.email !== undefined && <Fact name={texts.email} value={user.email} />}
        <Fact name={texts.userId} value={user.subject} hint={texts.userIdHint}>
          <CopyIconButton
            label={texts.actionFor(texts.copyUserId, label)}
            onCopy={(copied) => intentions.copyUserId(id, copied)}
          />
        </Fact>
        <Fact
          name={texts.session}
          value={storage === 'keychain' ? texts.keptInKeychain : texts.keptInMemory}
        />
      </dl>
      <Button onPress={() => intentions.signOut(id)} label={texts.actionFor(texts.signOut, label)}>
        {texts.signOut}
      </Button>
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

function Fact({ name, value, hint, children }: FactProps) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        <bdi className="fact-value">{value}</bdi>
        {children}
        {hint !== undefined && <span className="fact-hint">{hint}</span>}
      </dd>
    </div>
  );
}
