import type { RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { PinIcon } from './icons.tsx';

interface PinButtonProps {
  readonly role: RoleView;
  readonly intentions: Intentions;
}

/** Keeps a role at hand, at the top of the list. It is there all the time, and seen where it is wanted. */
export function PinButton({ role: { id, name, pinned }, intentions }: PinButtonProps) {
  const { list } = useTexts();
  return (
    <span className={pinned ? 'pin pin-set' : 'pin'}>
      <IconButton
        icon={<PinIcon isSet={pinned} />}
        label={pinned ? list.unpin(name) : list.pin(name)}
        onPress={() => intentions.pinRole(id, !pinned)}
      />
    </span>
  );
}
