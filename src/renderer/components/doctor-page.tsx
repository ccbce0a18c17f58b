import { useEffect, useState } from 'react';
import type {
  DoctorView,
  FindingActionView,
  FindingView,
  HindranceView,
  LevelView,
} from '../../shared/help-view.ts';
import type { ErrorView } from '../../shared/view.ts';
import type { DoctorTexts } from '../help-texts.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { HelpPage } from './help-page.tsx';
import { Loading } from './loading.tsx';
import { Remark } from './remark.tsx';

interface DoctorPageProps {
  readonly doctor: DoctorView | undefined;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** The check-up: begins as it is opened, and shows each finding as it comes. */
export function DoctorPage({ doctor, ask, intentions }: DoctorPageProps) {
  const texts = useTexts();
  const words = texts.doctor;
  const [failure, setFailure] = useState<ErrorView>();
  const [saved, setSaved] = useState<string>();

  useEffect(() => {
    let wanted = true;
    void ask('doctor:run', undefined).then((reply) => {
      if (wanted && !reply.ok) setFailure(reply.error);
    });
    return () => void (wanted = false);
  }, [ask]);

  const again = async (): Promise<void> => {
    setFailure(undefined);
    setSaved(undefined);
    const reply = await ask('doctor:run', undefined);
    if (!reply.ok) setFailure(reply.error);
  };
  const save = async (): Promise<void> => {
    setFailure(undefined);
    const reply = await ask('doctor:save', undefined);
    if (!reply.ok) setFailure(reply.error);
    else if (reply.fileName !== undefined) setSaved(reply.fileName);
  };
  const running = doctor === undefined ? failure === undefined : doctor.status === 'running';
  const groups = doctor?.groups ?? [];

  return (
    <HelpPage
      title={words.title}
      onBack={() => intentions.go({ at: 'roles' })}
      below={
        <>
          <p className="help-hint help-below-text" role="status">
            {saved === undefined ? words.saveHint : texts.page.saved(saved)}
          </p>
          <div className="help-below-buttons">
            <Button onPress={() => void save()} deaf={running || doctor === undefined}>
              {words.save}
            </Button>
            <Button kind="primary" onPress={() => void again()} busy={running}>
              {words.again}
            </Button>
          </div>
        </>
      }
    >
      {failure && <ErrorNotice error={failure} onDismiss={() => setFailure(undefined)} />}
      {running ? <Loading>{words.running}</Loading> : doctor && <Summary doctor={doctor} />}
      {groups.map(({ id, title, findings }) => (
        <section key={id} className="findings" aria-labelledby={`findings-${id}`}>
          <h2 className="help-heading" id={`findings-${id}`}>
            {title}
          </h2>
          {findings.map((finding, index) => (
            <Finding key={index} finding={finding} intentions={intentions} />
          ))}
        </section>
      ))}
    </HelpPage>
  );
}

function Summary({ doctor }: { readonly doctor: DoctorView }) {
  const { doctor: words } = useTexts();
  const all = doctor.groups.flatMap(({ findings }) => findings);
  const count = (level: LevelView): number => all.filter((one) => one.level === level).length;
  const counts = { ok: count('ok'), warn: count('warn'), fail: count('fail'), skipped: count('skipped') };
  const level = counts.fail > 0 ? 'fail' : counts.warn > 0 ? 'warn' : 'ok';
  const isWell = level === 'ok' && counts.skipped === 0;
  const { hindrance } = doctor;
  return (
    <div role="status">
      <p className={`summary summary-${level}`}>{isWell ? words.allWell : words.summary(counts)}</p>
      {hindrance && <p className="summary">{hindranceWords(hindrance, words)}</p>}
    </div>
  );
}

function hindranceWords(hindrance: HindranceView, words: DoctorTexts): string {
  return hindrance.kind === 'not-set-up' ? words.notSetUp : words.notSignedIn(hindrance.identities);
}

interface FindingProps {
  readonly finding: FindingView;
  readonly intentions: Intentions;
}

function Finding({ finding: { level, about, title, advice, action }, intentions }: FindingProps) {
  return (
    <Remark
      level={level}
      title={title}
      about={about}
      advice={advice}
      button={action && <FindingButton action={action} subject={title} intentions={intentions} />}
    />
  );
}

interface FindingButtonProps {
  readonly action: FindingActionView;
  readonly subject: string;
  readonly intentions: Intentions;
}

function FindingButton({ action, subject, intentions }: FindingButtonProps) {
  const texts = useTexts();
  const press = (): void => {
    if (action.kind === 'open-config') intentions.openConfig();
    else if (action.kind === 'explain') intentions.go({ at: 'explain', roleId: action.roleId });
    else {
      intentions.signIn(action.identityId);
      // What the sign-in needs stands there.
      intentions.go({ at: 'roles' });
    }
  };
  return (
    <Button onPress={press} label={texts.actionFor(texts.action[action.kind], subject)}>
      {texts.action[action.kind]}
    </Button>
  );
}
