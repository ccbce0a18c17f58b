import { useState } from 'react';
import type { CopyFormatView, DeliveryId, DeliveryView, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { DeliverButton } from './deliver-button.tsx';
import { DeliveryMenu } from './delivery-menu.tsx';
import { SpinnerIcon } from './icons.tsx';
import { rowId } from './ids.ts';
import { RoleError } from './role-error.tsx';
import { type Kept, MetaLine, NameLine, NoticeLine, ProfilesLine } from './role-lines.tsx';

interface RoleRowProps {
  readonly role: RoleView;
  readonly query: string;
  readonly active: boolean;
  /** The ways to hand its credentials over now; none where nobody is signed in. */
  readonly deliveries: readonly DeliveryView[];
  /** The format that one click copies. */
  readonly format: CopyFormatView;
  readonly onChoose: (roleId: string) => void;
  readonly intentions: Intentions;
}

/** One role and its button: it opens the console, shows that it is doing so, or tries again what failed. */
export function RoleRow({ role, query, active, deliveries, format, onChoose, intentions }: RoleRowProps) {
  const { activity } = role;
  const [kept, setKept] = useState<Kept>();
  /** What is lent shows in the view; of what stays where it was put, only the answer tells. */
  const done = (deliveryId: DeliveryId) => () => {
    if (!deliveryId.startsWith('copy-')) setKept({ deliveryId, at: Date.now() });
  };
  const deliver = (id: DeliveryId): void => intentions.deliver(role.id, id, done(id));
  const replace = (id: DeliveryId): void => intentions.replace(role.id, id, done(id));
  return (
    <div
      role="row"
      id={rowId(role.id)}
      className="role"
      aria-selected={active}
      aria-busy={activity.status === 'busy' || undefined}
      onClick={() => onChoose(role.id)}
      onFocus={() => onChoose(role.id)}
    >
      <div role="gridcell" className="role-text">
        <span className="role-bar" data-color={role.color} aria-hidden="true" />
        <NameLine role={role} query={query} />
        <MetaLine role={role} kept={kept} />
        {role.profiles.length > 0 && <ProfilesLine names={role.profiles} />}
        {role.notice !== undefined && <NoticeLine notice={role.notice} />}
        {role.consoleNotice !== undefined && <NoticeLine notice={role.consoleNotice} />}
      </div>
      <div role="gridcell" className="role-action">
        {deliveries.some(({ id }) => id === `copy-${format}`) && (
          <DeliverButton role={role} format={format} onDeliver={deliver} />
        )}
        {deliveries.length > 0 && (
          <DeliveryMenu role={role} deliveries={deliveries} quick={`copy-${format}`} onDeliver={deliver} />
        )}
        <RowButton role={role} onDeliver={deliver} intentions={intentions} />
      </div>
      {activity.status === 'failed' && (
        <RoleError
          role={role}
          activity={activity}
          onReplace={() => {
            if (activity.deliveryId !== undefined) replace(activity.deliveryId);
          }}
          intentions={intentions}
        />
      )}
    </div>
  );
}

interface RowButtonProps {
  readonly role: RoleView;
  readonly onDeliver: (deliveryId: DeliveryId) => void;
  readonly intentions: Intentions;
}

function RowButton({ role, onDeliver, intentions }: RowButtonProps) {
  const texts = useTexts();
  const { activity, id, name } = role;
  const openConsole = (): void => intentions.openConsole(id);
  // What is in the way of a profile is in nobody's way to the console.
  if (
    activity.status === 'failed' &&
    activity.error.action !== undefined &&
    activity.error.action !== 'overwrite'
  ) {
    const { deliveryId } = activity;
    const retry = deliveryId === undefined ? openConsole : () => onDeliver(deliveryId);
    // The file has a button of its own: this one stays the way on once the file is mended.
    const action = activity.error.action === 'sign-in' ? 'sign-in' : 'retry';
    const act = action === 'sign-in' ? () => intentions.signIn(role.identityId) : retry;
    return (
      <Button onPress={act} label={texts.actionFor(texts.action[action], name)}>
        {texts.action[action]}
      </Button>
    );
  }
  const busy = activity.status === 'busy';
  return (
    <Button kind="tonal" onPress={openConsole} label={texts.openConsoleAs(name)} busy={busy}>
      {busy && activity.deliveryId === undefined ? <SpinnerIcon /> : texts.console}
    </Button>
  );
}
