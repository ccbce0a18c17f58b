import type { SettingChange, SettingsView } from '../../shared/settings-view.ts';
import { clockTime } from '../expiry.ts';
import type { Intentions } from '../intentions.ts';
import type { Texts } from '../texts.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { Marked } from './error-text.tsx';
import { SettingsSection, SwitchRow } from './settings-row.tsx';

interface SettingsUpdatesProps {
  readonly settings: SettingsView;
  readonly change: (change: SettingChange) => void;
  readonly locked: boolean;
  readonly complaint: string | undefined;
  readonly intentions: Intentions;
}

/** Whether is looked for newer versions, what the last look found, and a button for one now. */
export function SettingsUpdates({ settings, change, locked, complaint, intentions }: SettingsUpdatesProps) {
  const texts = useTexts();
  const { settings: words, updates: updateWords } = texts;
  const { updates } = settings;
  const { feed, looking, newer } = updates;
  const hasFeed = feed !== undefined;
  return (
    <SettingsSection title={updateWords.title}>
      <SwitchRow
        label={words.name['updates.check']}
        hint={hasFeed ? updateWords.hint(feed) : undefined}
        complaint={complaint}
        on={settings.settings['updates.check'].value}
        locked={locked || !hasFeed}
        onTurn={(value) => change({ id: 'updates.check', value })}
      />
      <p className="help-hint" role="status">
        <Marked>{saidOf(updates, texts)}</Marked>
      </p>
      {newer && <p className="help-hint">{updateWords.advice[newer.by ?? 'other'](updates.version)}</p>}
      <div className="settings-buttons">
        {hasFeed && (
          <Button onPress={intentions.lookForUpdates} busy={looking}>
            {looking ? updateWords.looking : updateWords.look}
          </Button>
        )}
        {newer?.hasPage === true && <Button onPress={intentions.openReleasePage}>{updateWords.page}</Button>}
      </div>
    </SettingsSection>
  );
}

function saidOf({ feed, version, last }: SettingsView['updates'], texts: Texts): string {
  const { updates: words, language } = texts;
  if (feed === undefined) return words.noFeed;
  if (last === undefined) return words.notLooked;
  const { found } = last;
  const time = timeOf(last.at, texts);
  switch (found.kind) {
    case 'newest':
      return words.newest(time, version);
    case 'newer': {
      const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(found.releasedAt);
      return words.newer(time, found.version, date);
    }
    case 'older':
      return words.older(time, found.version, version);
    case 'prerelease':
      return words.prerelease(time, found.version);
    case 'failed':
      return words.failed(time, words.fault[found.fault]);
  }
}

/** The time of day, and the day where that is another one. */
function timeOf(at: number, texts: Texts): string {
  const time = clockTime(at, texts);
  if (new Date(at).toDateString() === new Date().toDateString()) return time;
  const day = new Intl.DateTimeFormat(texts.language, { month: 'short', day: 'numeric' }).format(at);
  return `${day} ${time}`;
}
