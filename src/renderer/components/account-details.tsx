import type { SessionView } from '../../shared/view.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';

interface AccountDetailsProps {
  readonly id: string;
  readonly hidden: boolean;
  readonly session: Extract<SessionView, { status: 'signed-in' }>;
  readonly onSignOut: () => void;
}

/** The quiet place: what is needed once in a while, above all the number that trust policies name. */
export function AccountDetails({ id, hidden, session, onSignOut }: AccountDetailsProps) {
  const texts = useTexts();
  const { user, storage } = session;
  return (
    <div className="details" id={id} hidden={hidden}>
      <dl className="facts">
        {user.username !== undefined && <Fact name={texts.userName} value={`@${user.username}`} />}
        {user.email !== undefined && <Fact name={texts.email} value={user.email} />}
        <Fact name={texts.userId} value={user.subject} hint={texts.userIdHint} />
        <Fact
          name={texts.session}
          value={storage === 'keychain' ? texts.keptInKeychain : texts.keptInMemory}
        />
      </dl>
      <Button onPress={onSignOut}>{texts.signOut}</Button>
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
}

function Fact({ name, value, hint }: FactProps) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        <bdi className="fact-value">{value}</bdi>
        {hint !== undefined && <span className="fact-hint">{hint}</span>}
      </dd>
    </div>
  );
}
