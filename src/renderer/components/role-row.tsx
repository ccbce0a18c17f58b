import { memo, useEffect, useMemo, useState } from 'react';
import type { DeliveryId, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useList } from '../list-context.ts';
import { marksIn } from '../role-search.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { DeliverButton } from './deliver-button.tsx';
import { SpinnerIcon } from './icons.tsx';
import { rowId } from './ids.ts';
import { PinButton } from './pin-button.tsx';
import { RoleError } from './role-error.tsx';
import { type Kept, MetaLine, NameLine, NoticeLine, ProfilesLines, ReachLines } from './role-lines.tsx';
import { RoleMenu } from './role-menu.tsx';

/** Where a row stands in a list of which not all rows are drawn. */
export interface RowPlace {
  /** From 1. */
  readonly number: number;
  /** From the top of its list, in CSS pixels. */
  readonly top: number;
  readonly index: number;
  readonly measure: (row: HTMLElement | null) => void;
}

interface RoleRowProps {
  readonly role: RoleView;
  readonly place?: RowPlace;
}

/**
 * One role and its button: it opens the console, calls off what is under way, or tries again what failed. Of many rows
 * only the one is drawn again whose role has changed.
 */
export const RoleRow = memo(
  DrawnRoleRow,
  (one, other) => one.role === other.role && isSamePlace(one.place, other.place),
);

function isSamePlace(one: RowPlace | undefined, other: RowPlace | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.number === other.number &&
    one.top === other.top &&
    one.index === other.index &&
    one.measure === other.measure
  );
}

function DrawnRoleRow({ role, place }: RoleRowProps) {
  const { query, activeId, deliveriesOf, format, ownerOf, onChoose, intentions } = useList();
  const { activity } = role;
  const deliveries = deliveriesOf(role);
  const marks = useMemo(() => marksIn(role, query), [role, query]);
  const [kept, setKept] = useState<Kept>();
  /** What is lent shows in the view; of what stays where it was put, only the answer tells. */
  const done = (deliveryId: DeliveryId) => () => {
    if (!deliveryId.startsWith('copy-')) setKept({ deliveryId, at: Date.now() });
  };
  const deliver = (id: DeliveryId): void => intentions.deliver(role.id, id, done(id));
  const failed = activity.status === 'failed' ? activity : undefined;
  const again = (how: 'retry' | 'replace') => (): void => {
    if (failed?.retry === undefined) return;
    intentions[how](
      role.id,
      failed.retry,
      failed.deliveryId === undefined ? undefined : done(failed.deliveryId),
    );
  };
  return (
    <div
      role="row"
      id={rowId(role.id)}
      className="role"
      aria-selected={role.id === activeId}
      aria-busy={activity.status === 'busy' || undefined}
      {...placed(place)}
      onClick={() => onChoose(role.id)}
      onFocus={() => onChoose(role.id)}
    >
      <div role="gridcell" className="role-text">
        <span className="role-bar" data-color={role.color} aria-hidden="true" />
        <NameLine role={role} marks={marks} />
        <MetaLine role={role} marks={marks} owner={ownerOf(role)} kept={kept} />
        <ProfilesLines role={role} />
        <ReachLines role={role} />
        {role.notice !== undefined && role.longest === undefined && <NoticeLine notice={role.notice} />}
      </div>
      <div role="gridcell" className="role-action">
        <PinButton role={role} intentions={intentions} />
        {deliveries.some(({ id }) => id === `copy-${format}`) && (
          <DeliverButton role={role} format={format} onDeliver={deliver} />
        )}
        <RoleMenu role={role} deliveries={deliveries} quick={`copy-${format}`} onDeliver={deliver} />
        <RowButton role={role} onRetry={again('retry')} intentions={intentions} />
      </div>
      {failed && (
        <RoleError role={role} activity={failed} onReplace={again('replace')} intentions={intentions} />
      )}
    </div>
  );
}

/** What an element needs to stand at its place. */
export function placed(place: RowPlace | undefined) {
  if (place === undefined) return {};
  return {
    ref: place.measure,
    'data-index': place.index,
    'aria-rowindex': place.number,
    'data-placed': '',
    style: { top: `${place.top}px` },
  };
}

interface RowButtonProps {
  readonly role: RoleView;
  readonly onRetry: () => void;
  readonly intentions: Intentions;
}

function RowButton({ role, onRetry, intentions }: RowButtonProps) {
  const texts = useTexts();
  const { activity, id, name } = role;
  const isLong = useLasting(activity.status === 'busy', longMs);
  const openConsole = (): void => intentions.openConsole(id);
  // What is in the way of a profile is in nobody's way to the console.
  const failure =
    activity.status === 'failed' && activity.error.action !== 'overwrite' ? activity : undefined;
  if (failure?.error.action === 'sign-in') {
    return (
      <Button
        onPress={() => intentions.signIn(role.identityId)}
        label={texts.actionFor(texts.action['sign-in'], name)}
      >
        {texts.action['sign-in']}
      </Button>
    );
  }
  // The file has a button of its own: this one stays the way on once the file is mended.
  if (failure?.error.action !== undefined && failure.retry !== undefined) {
    return (
      <Button onPress={onRetry} label={texts.actionFor(texts.action.retry, name)}>
        {texts.action.retry}
      </Button>
    );
  }
  const busy = activity.status === 'busy';
  if (isLong) {
    return (
      <Button onPress={() => intentions.cancelRole(id)} label={texts.actionFor(texts.cancel, name)}>
        {texts.cancel}
      </Button>
    );
  }
  return (
    <Button kind="tonal" onPress={openConsole} label={texts.openConsoleAs(name)} busy={busy}>
      {busy && activity.deliveryId === undefined ? <SpinnerIcon /> : texts.console}
    </Button>
  );
}

/** What takes longer can be called off, in milliseconds: a button that comes and goes would only flicker. */
const longMs = 700;

/** Whether something has been going on for a while. */
function useLasting(going: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!going) return undefined;
    const timer = setTimeout(() => setLasts(true), ms);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [going, ms]);
  return going && lasts;
}
