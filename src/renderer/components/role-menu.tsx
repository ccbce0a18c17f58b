import type { DeliveryId, DeliveryView, RoleView } from '../../shared/view.ts';
import { deliveryGroups, type DeliveryGroupId } from '../../shared/delivery-groups.ts';
import { useList } from '../list-context.ts';
import type { Texts } from '../texts.ts';
import { useTexts } from '../texts-context.ts';
import { MoreIcon, SpinnerIcon } from './icons.tsx';
import { MenuButton } from './menu-button.tsx';
import { MenuGroup, MenuItem } from './menu.tsx';

interface RoleMenuProps {
  readonly role: RoleView;
  readonly deliveries: readonly DeliveryView[];
  /** What one click does beside it: its spinner turns there. */
  readonly quick: DeliveryId;
  readonly onDeliver: (deliveryId: DeliveryId) => void;
}

/** Everything that can be done with a role besides opening its console. */
export function RoleMenu({ role, deliveries, quick, onDeliver }: RoleMenuProps) {
  const texts = useTexts();
  const { onServices, onDetails, intentions } = useList();
  const { activity, id } = role;
  const words = texts.roleMenu;
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
      <MenuGroup>
        {role.readOnly && (
          <MenuItem onChoose={() => intentions.openConsole(id, { readOnly: false })}>
            {words.fullAccess}
          </MenuItem>
        )}
        {/* AWS would add reading everything to what a policy of its own allows. */}
        {!role.readOnly && !role.limited && (
          <MenuItem onChoose={() => intentions.openConsole(id, { readOnly: true })}>
            {words.readOnly}
          </MenuItem>
        )}
        <MenuItem onChoose={() => onServices(role)}>{words.service}</MenuItem>
      </MenuGroup>
      {deliveryGroups(deliveries).map((group) => {
        const label = groupLabel(group.id, role, texts);
        return (
          <MenuGroup
            key={group.id}
            {...(label !== undefined && { label })}
            columns={group.id === 'credentials' && group.deliveries.length > 2}
          >
            {group.deliveries.map((delivery) => (
              <MenuItem key={delivery} onChoose={() => onDeliver(delivery)}>
                {texts.delivery[delivery].item}
              </MenuItem>
            ))}
          </MenuGroup>
        );
      })}
      <MenuGroup>
        <MenuItem onChoose={() => intentions.pinRole(id, !role.pinned)}>
          {role.pinned ? words.unpin : words.pin}
        </MenuItem>
        {role.catalogueId === undefined ? (
          <MenuItem onChoose={() => intentions.go({ at: 'edit-role', roleId: id, from: 'roles' })}>
            {texts.editor.editRole}
          </MenuItem>
        ) : (
          <MenuItem onChoose={() => intentions.go({ at: 'edit-role', copyOf: id, from: 'roles' })}>
            {texts.catalogues.role.copy}
          </MenuItem>
        )}
        <MenuItem onChoose={() => onDetails(role)}>{texts.catalogues.role.menu}</MenuItem>
      </MenuGroup>
    </MenuButton>
  );
}

function groupLabel(id: DeliveryGroupId, { profile }: RoleView, texts: Texts): string | undefined {
  if (id === 'terminal') return undefined;
  return id === 'profile' ? texts.deliveryGroup.profile(profile) : texts.deliveryGroup[id];
}
