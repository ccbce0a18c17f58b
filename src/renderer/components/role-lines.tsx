import type { DeliveryId, RoleNoticeView, RoleView } from '../../shared/view.ts';
import { expiryText } from '../expiry.ts';
import type { RoleMarks } from '../role-search.ts';
import { useTexts } from '../texts-context.ts';
import { useFresh } from '../use-fresh.ts';
import { useNow } from '../use-now.ts';
import { ClockIcon } from './icons.tsx';
import { Marked } from './marked.tsx';

type Access = 'full' | 'read-only';

interface LineProps {
  readonly role: RoleView;
  /** What a search has found in it. */
  readonly marks: RoleMarks;
}

/** Its name, and what to know before one uses it. */
export function NameLine({ role, marks }: LineProps) {
  const { catalogues, list } = useTexts();
  return (
    <p className="role-line">
      <bdi className="role-name" title={role.name}>
        <Marked text={role.name} ranges={marks.name} />
      </bdi>
      {role.production && <Label kind="label-production">{list.production}</Label>}
      {role.readOnly && <Label>{list.readOnly}</Label>}
      {role.limited && <Label>{catalogues.role.limited}</Label>}
      {marks.tags.map(({ tag, ranges }) => (
        <bdi className="tag" key={tag} title={tag}>
          <Marked text={tag} ranges={ranges} />
        </bdi>
      ))}
    </p>
  );
}

function Label({
  kind = '',
  children,
}: {
  readonly kind?: 'label-production' | '';
  readonly children: string;
}) {
  return (
    <span className={`label ${kind}`} title={children}>
      {children}
    </span>
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

interface MetaLineProps extends LineProps {
  /** Whose role it is, where that does not stand above it. */
  readonly owner: string | undefined;
  readonly kept: Kept | undefined;
}

export function MetaLine({ role, marks, owner, kept }: MetaLineProps) {
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
      <bdi className="role-account">
        <Marked text={role.accountId} ranges={marks.accountId} />
      </bdi>
      <span className="role-facts">
        <bdi className="role-role" title={role.roleName}>
          <Marked text={role.roleName} ranges={marks.roleName} />
        </bdi>
        <bdi className="role-region">{role.region}</bdi>
        {owner !== undefined && <bdi className="role-region">{owner}</bdi>}
      </span>
      <Until until={role.credentialsUntil} />
    </p>
  );
}

interface UntilProps {
  readonly until: number | undefined;
  /** Where it is not the role's own. */
  readonly access?: Access;
}

function Until({ until, access }: UntilProps) {
  const texts = useTexts();
  const expiry = expiryText(until, useNow(), texts);
  if (expiry === undefined) return null;
  return (
    <span
      className={expiry.isSoon ? 'role-until role-until-soon' : 'role-until'}
      title={texts.credentialsHeld}
    >
      <ClockIcon /> {access === undefined ? expiry.words : texts.list.withAccess(expiry.words, access)}
    </span>
  );
}

/** What the row has of the other access, and the profiles that stand in AWS's files, by what their keys may do: all that the role may, unless the line says less. */
export function ProfilesLines({ role }: { readonly role: RoleView }) {
  const { keptFresh, list } = useTexts();
  const { profiles, otherProfiles: others = [], readOnly } = role;
  const own = profiles.filter((name) => !others.includes(name));
  return (
    <>
      {role.otherUntil !== undefined && (
        <p className="role-other">
          <Until until={role.otherUntil} access={otherAccess(role)} />
        </p>
      )}
      {own.length > 0 && (
        <ProfilesLine words={readOnly ? list.withAccess(keptFresh(own), 'read-only') : keptFresh(own)} />
      )}
      {others.length > 0 && <ProfilesLine words={list.withAccess(keptFresh(others), otherAccess(role))} />}
    </>
  );
}

function ProfilesLine({ words }: { readonly words: string }) {
  return (
    <p className="role-profiles" title={words}>
      <bdi>{words}</bdi>
    </p>
  );
}

function otherAccess({ readOnly }: RoleView): Access {
  return readOnly ? 'full' : 'read-only';
}

/** What the row does not say by itself: which roles lead to this one, and how long its sessions are at most. */
export function ReachLines({ role: { through, longest } }: { readonly role: RoleView }) {
  const { role: words } = useTexts().catalogues;
  const most = longest && words.longest(longest.seconds, longest.refused);
  return (
    <>
      {through && (
        <p className="role-through" title={words.through(through)}>
          <bdi>{words.through(through)}</bdi>
        </p>
      )}
      {most !== undefined && (
        <p className="role-longest" title={most}>
          {most}
        </p>
      )}
    </>
  );
}

export function NoticeLine({ notice }: { readonly notice: RoleNoticeView }) {
  const { durationShortened, consoleShortened } = useTexts();
  const words = notice.kind === 'console-shortened' ? consoleShortened : durationShortened;
  return <p className="role-notice">{words(notice.seconds)}</p>;
}
