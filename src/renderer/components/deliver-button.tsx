import type { ReactNode } from 'react';
import type { DeliveryId, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { CheckIcon, CopyIcon, SpinnerIcon } from './icons.tsx';

const icons: Readonly<Record<DeliveryId, ReactNode>> = { clipboard: <CopyIcon /> };

interface DeliverButtonProps {
  readonly role: RoleView;
  readonly deliveryId: DeliveryId;
  readonly intentions: Intentions;
}

/** Hands a role's credentials over. A tick says that they are there now; pressing again renews them. */
export function DeliverButton({ role, deliveryId, intentions }: DeliverButtonProps) {
  const texts = useTexts();
  const { activity, loan, id, name } = role;
  const busy = activity.status === 'busy';
  const lent = loan?.deliveryId === deliveryId;
  const rest = lent ? <CheckIcon /> : icons[deliveryId];
  return (
    <IconButton
      icon={busy && activity.deliveryId === deliveryId ? <SpinnerIcon /> : rest}
      label={texts.delivery[deliveryId].deliver(name)}
      onPress={() => intentions.deliver(id, deliveryId)}
      busy={busy}
      done={lent}
    />
  );
}
