import type { DeliveryId, RoleNoticeView, RoleView } from '../../shared/view.ts';
import { untilText } from '../expiry.ts';
import { decidingTags } from '../role-filter.ts';
import { useTexts } from '../texts-context.ts';
import { useFresh } from '../use-fresh.ts';
import { useNow } from '../use-now.ts';
import { ClockIcon } from './icons.tsx';

interface NameLineProps {
  readonly role: RoleView;
  readonly query: string;
}

export function NameLine({ role, query }: NameLineProps) {
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

/**
 * How long the row says what has just been done, in milliseconds: then the role's own words are wanted again, for they
 * say which account it is. That something is still on the clipboard shows at the button.
 */
const doneMs = 8_000;

/** What has been put somewhere to stay there. */
export interface Kept {
  readonly deliveryId: DeliveryId;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface MetaLineProps {
  readonly role: RoleView;
  readonly kept: Kept | undefined;
}

export function MetaLine({ role, kept }: MetaLineProps) {
  const texts = useTexts();
  const { loan } = role;
  const isNew = useFresh(loan?.at, doneMs);
  const isKeptNow = useFresh(kept?.at, doneMs);
  if (role.activity.status === 'busy') {
    return <p className="role-meta role-step">{texts.step[role.activity.step]}</p>;
  }
  if (loan !== undefined && isNew) {
    return <p className="role-meta role-done">{texts.delivery[loan.deliveryId].done(loan.forSeconds)}</p>;
  }
  if (kept !== undefined && isKeptNow && role.activity.status === 'idle') {
    return (
      <p className="role-meta role-done" role="status">
        {texts.delivery[kept.deliveryId].done(0)}
      </p>
    );
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

export function ProfilesLine({ names }: { readonly names: readonly string[] }) {
  const words = useTexts().keptFresh(names);
  return (
    <p className="role-profiles" title={words}>
      <bdi>{words}</bdi>
    </p>
  );
}

export function NoticeLine({ notice }: { readonly notice: RoleNoticeView }) {
  const { durationShortened, consoleShortened } = useTexts();
  const words = notice.kind === 'console-shortened' ? consoleShortened : durationShortened;
  return <p className="role-notice">{words(notice.seconds)}</p>;
}
