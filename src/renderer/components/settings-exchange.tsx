import { useId, useState } from 'react';
import type { ExportFormatView } from '../../shared/import-view.ts';
import type { ErrorView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { Remark } from './remark.tsx';
import { SettingsSection } from './settings-row.tsx';

interface SettingsExchangeProps {
  readonly ask: Ask;
  readonly locked: boolean;
  readonly intentions: Intentions;
}

/** Roles from elsewhere, and roles for others. */
export function SettingsExchange({ ask, locked, intentions }: SettingsExchangeProps) {
  const { imports: words } = useTexts();
  const [asking, setAsking] = useState(false);
  const [saved, setSaved] = useState<{ readonly file: string; readonly notes: readonly string[] }>();
  const [failure, setFailure] = useState<ErrorView>();

  const save = async (format: ExportFormatView, identities: boolean): Promise<void> => {
    setAsking(false);
    setSaved(undefined);
    const reply = await ask('export:save', { format, identities });
    if (!reply.ok) setFailure(reply.error);
    else if (reply.fileName !== undefined) setSaved({ file: reply.fileName, notes: reply.notes });
  };

  return (
    <SettingsSection title={words.section}>
      <p className="help-hint">{words.sectionHint}</p>
      {failure && <ErrorNotice error={failure} onDismiss={() => setFailure(undefined)} />}
      <div className="settings-buttons">
        {!locked && <Button onPress={() => intentions.go({ at: 'import' })}>{words.open}</Button>}
        <Button onPress={() => setAsking(true)}>{words.export}</Button>
      </div>
      <div role="status">
        {saved && (
          <>
            <Remark level="ok" title={words.saved(saved.file)} />
            {saved.notes.map((note) => (
              <Remark key={note} level="warn" title={note} />
            ))}
          </>
        )}
      </div>
      {asking && (
        <ExportQuestion onNo={() => setAsking(false)} onYes={(format, all) => void save(format, all)} />
      )}
    </SettingsSection>
  );
}

interface ExportQuestionProps {
  readonly onNo: () => void;
  readonly onYes: (format: ExportFormatView, identities: boolean) => void;
}

const formats = ['catalogue', 'config'] as const satisfies readonly ExportFormatView[];

function ExportQuestion({ onNo, onYes }: ExportQuestionProps) {
  const { imports: words } = useTexts();
  const [format, setFormat] = useState<ExportFormatView>('catalogue');
  const [identities, setIdentities] = useState(true);
  const name = useId();
  return (
    <QuestionDialog
      title={words.exportTitle}
      no={words.cancel}
      onNo={onNo}
      yes={words.save}
      // A configuration cannot do without.
      onYes={() => onYes(format, identities || format === 'config')}
    >
      <p>{words.exportHint}</p>
      <fieldset className="import-choices">
        <legend>{words.format}</legend>
        {formats.map((one) => (
          <label key={one} className="import-choice">
            <input type="radio" name={name} checked={format === one} onChange={() => setFormat(one)} />
            {words.formats[one]}
          </label>
        ))}
      </fieldset>
      {format === 'catalogue' && (
        <label className="import-choice">
          <input
            type="checkbox"
            checked={identities}
            onChange={(event) => setIdentities(event.target.checked)}
          />
          {words.withIdentities}
        </label>
      )}
    </QuestionDialog>
  );
}
