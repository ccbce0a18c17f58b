import type { SettingChange, SettingId, SettingsView, SettingValues } from '../../shared/settings-view.ts';
import { formatNames } from '../../shared/format-names.ts';
import type { BrowserView, CopyFormatView } from '../../shared/view.ts';
import { browserChoices, browserOf, keyOf } from '../browser-choices.ts';
import { secondsOf, timesWith } from '../settings-times.ts';
import { useTexts } from '../texts-context.ts';
import { ChoiceRow, SettingsSection, SwitchRow } from './settings-row.tsx';
import { SettingsShortcut } from './settings-shortcut.tsx';

interface SettingsBehaviourProps {
  readonly settings: SettingsView;
  readonly change: (change: SettingChange) => void;
  /** The file is broken: nothing can be changed. */
  readonly locked: boolean;
  /** What is wrong with a setting. */
  readonly complaintAbout: (id: SettingId) => string | undefined;
  readonly browsers: readonly BrowserView[];
}

type IdsOf<Value> = {
  [Id in SettingId]: SettingValues[Id] extends Value ? (Value extends SettingValues[Id] ? Id : never) : never;
}[SettingId];

const formats: readonly CopyFormatView[] = ['env', 'fish', 'powershell', 'cmd', 'json', 'dotenv', 'ini'];

/** How Tobira looks and behaves: one row for each setting. */
export function SettingsBehaviour(props: SettingsBehaviourProps) {
  const { settings, change, locked, complaintAbout, browsers } = props;
  const { language, settings: words } = useTexts();
  const values = settings.settings;
  const about = (id: SettingId) => ({
    label: words.name[id],
    hint: words.hint[id],
    complaint: complaintAbout(id),
    locked,
  });
  const turn = (id: IdsOf<boolean>) => (
    <SwitchRow {...about(id)} on={values[id].value} onTurn={(on) => change(choice(id, on))} />
  );
  const time = (id: TimeId, usual: readonly string[]) => (
    <ChoiceRow
      {...about(id)}
      value={values[id].value}
      options={timesWith(usual, values[id].value).map((value) => {
        const seconds = secondsOf(value);
        return { value, label: seconds === undefined ? words.off : words.time(seconds) };
      })}
      onChoose={(value) => change({ id, value })}
    />
  );
  /** Only a word that stands among the choices comes back from them. */
  const choose = <Id extends 'theme' | 'language' | 'copyFormat'>(
    id: Id,
    options: readonly (readonly [SettingValues[Id], string])[],
  ) => (
    <ChoiceRow
      {...about(id)}
      value={values[id].value}
      options={options.map(([value, label]) => ({ value, label }))}
      onChoose={(chosen) => {
        const found = options.find(([value]) => value === chosen);
        if (found !== undefined) change(choice(id, found[0]));
      }}
    />
  );
  const browser = (id: 'browsers.login' | 'browsers.console') => (
    <ChoiceRow
      {...about(id)}
      value={keyOf(values[id].value)}
      options={browserChoices(browsers, values[id].value, words)}
      onChoose={(key) => change({ id, value: browserOf(key) })}
    />
  );
  return (
    <>
      <SettingsSection title={words.section.look}>
        {choose('theme', [
          ['system', words.themes.system],
          ['light', words.themes.light],
          ['dark', words.themes.dark],
        ])}
        {choose('language', [
          ['system', words.systemLanguage],
          ['en', 'English'],
          ['ja', '日本語'],
        ])}
      </SettingsSection>
      <SettingsSection title={words.section.copying}>
        {choose('copyFormat', [
          ['last', words.lastCopied],
          ...formats.map((format) => [format, formatNames[language][format]] as const),
        ])}
        {time('clipboard.clearAfter', ['10s', '15s', '30s', '1m', '2m', '5m', '10m'])}
        {turn('clipboard.clearOnQuit')}
      </SettingsSection>
      <SettingsSection title={words.section.safety}>
        {time('confirmFor', ['5m', '15m', '30m', '1h', '4h', '8h', '12h'])}
        {turn('profiles.removeOnSignOut')}
        {turn('localEndpoint')}
        {turn('activityLog')}
      </SettingsSection>
      <SettingsSection title={words.section.start}>
        {turn('startAtLogin')}
        {turn('startHidden')}
        <SettingsShortcut
          value={values.shortcut.value}
          state={settings.shortcut}
          complaint={complaintAbout('shortcut')}
          locked={locked}
          onChange={(keys) => change({ id: 'shortcut', value: keys })}
        />
      </SettingsSection>
      <SettingsSection title={words.section.browsers}>
        {browser('browsers.login')}
        {browser('browsers.console')}
        {turn('console.signOutFirst')}
      </SettingsSection>
      <SettingsSection title={words.section.notices}>
        {time('notifications.beforeExpiry', ['off', '5m', '10m', '15m', '30m', '1h'])}
        {turn('notifications.loginNeeded')}
        {turn('notifications.clipboardCleared')}
        {turn('notifications.newCatalogue')}
        {turn('notifications.newVersion')}
      </SettingsSection>
    </>
  );
}

type TimeId = 'clipboard.clearAfter' | 'confirmFor' | 'notifications.beforeExpiry';

function choice<Id extends SettingId>(id: Id, value: SettingValues[Id]): SettingChange {
  return { id, value } as SettingChange;
}
