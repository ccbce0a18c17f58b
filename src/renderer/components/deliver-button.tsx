import type { CopyFormatView, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { CheckIcon, CopyIcon, SpinnerIcon } from './icons.tsx';

interface DeliverButtonProps {
  readonly role: RoleView;
  /** The format that was copied last. */
  readonly format: CopyFormatView;
  readonly intentions: Intentions;
}

/** Copies a role's credentials. A tick says that they are there now; pressing again renews them. */
export function DeliverButton({ role, format, intentions }: DeliverButtonProps) {
  const texts = useTexts();
  const { activity, loan, id, name } = role;
  const deliveryId = `copy-${format}` as const;
  const busy = activity.status === 'busy';
  const lent = loan?.deliveryId === deliveryId;
  const rest = lent ? <CheckIcon /> : <CopyIcon />;
  return (
    <IconButton
      icon={busy && activity.deliveryId === deliveryId ? <SpinnerIcon /> : rest}
      label={texts.copyCredentials[format](name)}
      onPress={() => intentions.deliver(id, deliveryId)}
      busy={busy}
      done={lent}
    />
  );
}
