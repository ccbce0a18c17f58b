import type { CopyFormatView, DeliveryId, RoleView } from '../../shared/view.ts';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { CheckIcon, CopyIcon, SpinnerIcon } from './icons.tsx';

interface DeliverButtonProps {
  readonly role: RoleView;
  /** The format that was copied last. */
  readonly format: CopyFormatView;
  readonly onDeliver: (deliveryId: DeliveryId) => void;
}

/** Copies a role's credentials. A tick says that they are there now; pressing again renews them. */
export function DeliverButton({ role, format, onDeliver }: DeliverButtonProps) {
  const texts = useTexts();
  const { activity, loan, name } = role;
  const deliveryId = `copy-${format}` as const;
  const busy = activity.status === 'busy';
  const lent = loan?.deliveryId === deliveryId;
  const rest = lent ? <CheckIcon /> : <CopyIcon />;
  return (
    <IconButton
      icon={busy && activity.deliveryId === deliveryId ? <SpinnerIcon /> : rest}
      label={texts.copyCredentials[format](name)}
      onPress={() => onDeliver(deliveryId)}
      busy={busy}
      done={lent}
    />
  );
}
