import type { ActivityEntryView } from '../../shared/activity-view.ts';
import { clockTime } from '../expiry.ts';
import type { Texts } from '../texts.ts';
import { useTexts } from '../texts-context.ts';

interface ActivityRowProps {
  readonly entry: ActivityEntryView;
}

/** One thing that was done: with which role, what, when, as whom, and what came of it. */
export function ActivityRow({ entry }: ActivityRowProps) {
  const texts = useTexts();
  const { at, role, failed } = entry;
  const deed = deedText(entry, texts);
  const facts = factsOf(entry, texts);
  return (
    <li className="activity-row">
      <p className="activity-name">
        <bdi>{role?.name ?? deed}</bdi>
      </p>
      <time className="activity-time" dateTime={new Date(at).toISOString()}>
        {clockTime(at, texts)}
      </time>
      {role && <p className="activity-deed">{deed}</p>}
      {failed !== undefined && (
        <p className="activity-deed activity-failed">{texts.activity.failed(failed)}</p>
      )}
      {facts.length > 0 && (
        <p className="activity-facts">
          {facts.map((fact, index) => (
            <span key={fact}>
              {index > 0 && ' · '}
              <bdi>{fact}</bdi>
            </span>
          ))}
        </p>
      )}
    </li>
  );
}

function deedText({ deed }: ActivityEntryView, { activity: words }: Texts): string {
  return deed.kind === 'deliver' ? words.delivered[deed.deliveryId] : words.deed(deed);
}

function factsOf({ deed, role, identity, user, by, until, failed }: ActivityEntryView, texts: Texts) {
  const words = texts.activity;
  return [
    deed.kind === 'deliver' && deed.profile !== undefined && words.profile(deed.profile),
    role?.accountId,
    role?.readOnly === true && words.readOnly,
    user !== undefined && words.as(user),
    // With a role it is clear; and where nobody can be named, it is all there is to say.
    (role === undefined || user === undefined) && identity,
    by.kind === 'command' && words.by(by),
    until !== undefined && failed === undefined && words.until(clockTime(until, texts)),
  ].filter((fact): fact is string => typeof fact === 'string');
}
