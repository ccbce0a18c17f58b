import { useEffect, useId, useState } from 'react';
import type { ActivityView } from '../../shared/activity-view.ts';
import type { ErrorView } from '../../shared/view.ts';
import { activityDays, rolesIn } from '../activity-days.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { useNow } from '../use-now.ts';
import { ActivityRow } from './activity-row.tsx';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { HelpPage } from './help-page.tsx';
import { Loading } from './loading.tsx';
import { QuestionDialog } from './question-dialog.tsx';

interface ActivityPageProps {
  /** Differs when the list has changed. */
  readonly edition: number | undefined;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** What was opened, copied and written, by day; of one role, or of all. */
export function ActivityPage({ edition, ask, intentions }: ActivityPageProps) {
  const texts = useTexts();
  const words = texts.activity;
  const [activity, setActivity] = useState<ActivityView>();
  const [failure, setFailure] = useState<ErrorView>();
  const [asking, setAsking] = useState(false);

  useEffect(() => {
    let wanted = true;
    void ask('activity:list', undefined).then((reply) => {
      if (!wanted) return;
      if (reply.ok) setActivity(reply.activity);
      else setFailure(reply.error);
    });
    return () => void (wanted = false);
  }, [ask, edition]);

  const clear = async (): Promise<void> => {
    setAsking(false);
    setFailure(undefined);
    const reply = await ask('activity:clear', undefined);
    if (!reply.ok) setFailure(reply.error);
  };

  return (
    <HelpPage
      title={words.title}
      onBack={() => intentions.go({ at: 'roles' })}
      below={
        <>
          <p className="help-hint help-below-text">{words.hint}</p>
          {activity !== undefined && activity.entries.length > 0 && (
            <Button onPress={() => setAsking(true)}>{words.clear}</Button>
          )}
        </>
      }
    >
      {failure && <ErrorNotice error={failure} onDismiss={() => setFailure(undefined)} />}
      {activity?.listed === false && <p className="help-hint activity-off">{words.notListed}</p>}
      {activity === undefined ? (
        failure === undefined && <Loading>{words.loading}</Loading>
      ) : (
        <ActivityList activity={activity} />
      )}
      {asking && (
        <QuestionDialog
          title={words.clearQuestion}
          no={texts.cancel}
          onNo={() => setAsking(false)}
          yes={words.clear.replace('…', '')}
          onYes={() => void clear()}
        >
          <p>{words.clearHint}</p>
        </QuestionDialog>
      )}
    </HelpPage>
  );
}

function ActivityList({ activity: { entries } }: { readonly activity: ActivityView }) {
  const { activity: words, language } = useTexts();
  const now = useNow();
  const id = useId();
  const [chosen, setChosen] = useState('');
  const roles = rolesIn(entries, language);
  // The role may have gone with the last clearing.
  const role = roles.some((one) => one.id === chosen) ? chosen : '';
  const shown = role === '' ? entries : entries.filter((entry) => entry.role?.id === role);
  if (entries.length === 0) {
    return (
      <div className="activity-empty">
        <p className="activity-empty-title">{words.empty}</p>
        <p className="help-hint">{words.emptyHint}</p>
      </div>
    );
  }
  return (
    <>
      {roles.length > 1 && (
        <div className="activity-filter">
          <label className="field-label" htmlFor={`${id}-filter`}>
            {words.filter}
          </label>
          <Choice
            ids={{ id: `${id}-filter` }}
            value={role}
            options={[
              { value: '', name: words.allRoles },
              ...roles.map((one) => ({ value: one.id, name: one.name })),
            ]}
            onChange={setChosen}
          />
        </div>
      )}
      {activityDays(shown, now, language).map((day, index) => (
        <section key={day.name} className="activity-day" aria-labelledby={`${id}-day-${index}`}>
          <h2 className="activity-day-name" id={`${id}-day-${index}`}>
            {day.name}
          </h2>
          <ul>
            {day.entries.map((entry, place) => (
              <ActivityRow key={`${entry.at}-${place}`} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
