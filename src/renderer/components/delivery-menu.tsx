import type { DeliveryId, DeliveryView, RoleView } from '../../shared/view.ts';
import { deliveryGroups, type DeliveryGroupId } from '../../shared/delivery-groups.ts';
import type { Texts } from '../texts.ts';
import { useTexts } from '../texts-context.ts';
import { MoreIcon, SpinnerIcon } from './icons.tsx';
import { MenuButton } from './menu-button.tsx';
import { MenuGroup, MenuItem } from './menu.tsx';

interface DeliveryMenuProps {
  readonly role: RoleView;
  readonly deliveries: readonly DeliveryView[];
  /** What one click does beside it: its spinner turns there. */
  readonly quick: DeliveryId;
  readonly onDeliver: (deliveryId: DeliveryId) => void;
}

/** Everything that can be done with a role besides opening its console. */
export function DeliveryMenu({ role, deliveries, quick, onDeliver }: DeliveryMenuProps) {
  const texts = useTexts();
  const { activity } = role;
  const busy = activity.status === 'busy';
  const here = busy && activity.deliveryId !== undefined && activity.deliveryId !== quick;
  return (
    <MenuButton
      icon={here ? <SpinnerIcon /> : <MoreIcon />}
      label={texts.moreDeliveries(role.name)}
      title={
        <>
          <span className="role-bar" data-color={role.color} />
          <bdi>{role.name}</bdi>
        </>
      }
      busy={busy}
    >
      {deliveryGroups(deliveries).map((group) => {
        const label = groupLabel(group.id, role, texts);
        return (
          <MenuGroup key={group.id} {...(label !== undefined && { label })}>
            {group.deliveries.map((id) => (
              <MenuItem key={id} onChoose={() => onDeliver(id)}>
                {texts.delivery[id].item}
              </MenuItem>
            ))}
          </MenuGroup>
        );
      })}
    </MenuButton>
  );
}

function groupLabel(id: DeliveryGroupId, { profile }: RoleView, texts: Texts): string | undefined {
  if (id === 'terminal') return undefined;
  return id === 'profile' ? texts.deliveryGroup.profile(profile) : texts.deliveryGroup[id];
}
