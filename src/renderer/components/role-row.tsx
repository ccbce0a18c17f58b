import type { CopyFormatView, DeliveryView, RoleNoticeView, RoleView } from '../../shared/view.ts';
import { untilText } from '../expiry.ts';
import { isFileAction } from '../file-action.ts';
import type { Intentions } from '../intentions.ts';
import { decidingTags } from '../role-filter.ts';
import { useTexts } from '../texts-context.ts';
import { useFresh } from '../use-fresh.ts';
import { useNow } from '../use-now.ts';
import { Button } from './button.tsx';
import { DeliverButton } from './deliver-button.tsx';
import { ErrorText } from './error-text.tsx';
import { FileButton } from './file-button.tsx';
import { ClockIcon, SpinnerIcon } from './icons.tsx';
import { rowId } from './ids.ts';
import { RoleRefusal } from './role-refusal.tsx';

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

/**
 * One role and its button: it opens the console, shows that it is doing so, or tries again what failed.
 * Where the configuration file is to blame, the way there stands below the reason; where AWS refuses, the reasons do.
 */
export function RoleRow({ role, query, active, deliveries, format, onChoose, intentions }: RoleRowProps) {
  const { activity } = role;
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
        <MetaLine role={role} />
        {role.notice !== undefined && <NoticeLine notice={role.notice} />}
      </div>
      <div role="gridcell" className="role-action">
        {deliveries.some(({ id }) => id === `copy-${format}`) && (
          <DeliverButton role={role} format={format} intentions={intentions} />
        )}
        <RowButton role={role} intentions={intentions} />
      </div>
      {activity.status === 'failed' && (
        <div role="gridcell" className="role-error">
          <p className="role-error-title">{activity.error.title}</p>
          <p className="role-error-hint">
            <ErrorText error={activity.error} />
          </p>
          {isFileAction(activity.error.action) && (
            <div className="notice-actions">
              <FileButton action={activity.error.action} subject={role.name} intentions={intentions} />
            </div>
          )}
          {activity.error.refusal && (
            <RoleRefusal role={role} refusal={activity.error.refusal} intentions={intentions} />
          )}
        </div>
      )}
    </div>
  );
}

interface NameLineProps {
  readonly role: RoleView;
  readonly query: string;
}

function NameLine({ role, query }: NameLineProps) {
  const texts = useTexts();
  const until = untilText(role.credentialsUntil, useNow(), texts);
  return (
    <p className="role-line">
      <bdi className="role-name" title={role.name}>
        {role.name}
      </bdi>
      {decidingTags(role, query).map((tag) => (
        <bdi className="tag" key={tag}>
          {tag}
        </bdi>
      ))}
      {until !== undefined && (
        <span className="role-until" title={texts.credentialsHeld}>
          <ClockIcon /> {until}
        </span>
      )}
    </p>
  );
}

/** How long the row says what has just been done, in milliseconds: then the role's own words are wanted again. */
const doneMs = 8_000;

function MetaLine({ role }: { readonly role: RoleView }) {
  const texts = useTexts();
  const { loan } = role;
  const isNew = useFresh(loan?.at, doneMs);
  if (role.activity.status === 'busy') {
    return <p className="role-meta role-step">{texts.step[role.activity.step]}</p>;
  }
  if (loan !== undefined && isNew) {
    return <p className="role-meta role-done">{texts.delivery[loan.deliveryId].done(loan.forSeconds)}</p>;
  }
  return (
    <p className="role-meta">
      <bdi className="role-account">{role.accountId}</bdi>
      <bdi className="role-role" title={role.roleName}>
        {role.roleName}
      </bdi>
      <bdi className="role-region">{role.region}</bdi>
    </p>
  );
}

function NoticeLine({ notice }: { readonly notice: RoleNoticeView }) {
  return <p className="role-notice">{useTexts().durationShortened(notice.seconds)}</p>;
}

interface RowButtonProps {
  readonly role: RoleView;
  readonly intentions: Intentions;
}

function RowButton({ role, intentions }: RowButtonProps) {
  const texts = useTexts();
  const { activity, id, name } = role;
  const openConsole = (): void => intentions.openConsole(id);
  if (activity.status === 'failed' && activity.error.action !== undefined) {
    const { deliveryId } = activity;
    const retry = deliveryId === undefined ? openConsole : () => intentions.deliver(id, deliveryId);
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
