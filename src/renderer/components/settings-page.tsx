import { useEffect, useState } from 'react';
import type { SettingId, SettingsView } from '../../shared/settings-view.ts';
import type { AppView, BrowserView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import type { EntryPlace } from '../place.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { useEntryFocus } from '../use-entry-focus.ts';
import { type SettingsInPage, useSettings } from '../use-settings.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { HelpPage } from './help-page.tsx';
import { Loading } from './loading.tsx';
import { SettingsBehaviour } from './settings-behaviour.tsx';
import { SettingsCatalogues } from './settings-catalogues.tsx';
import { SettingsIdentities, SettingsRoles } from './settings-entries.tsx';
import { SettingsExchange } from './settings-exchange.tsx';
import { SettingsSection } from './settings-row.tsx';
import { SettingsUpdates } from './settings-updates.tsx';

interface SettingsPageProps {
  readonly view: AppView;
  /** Where the focus goes. */
  readonly entry?: EntryPlace;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** All settings. Each change counts at once; what the file says by other hands shows at once, too. */
export function SettingsPage({ view, entry, ask, intentions }: SettingsPageProps) {
  const { settings: words } = useTexts();
  const page = useSettings(ask, view.configEdition);
  const browsers = useBrowsers(ask);
  const { settings, failure } = page;
  // What is deleted here leaves its place to another.
  const [left, setLeft] = useState<EntryPlace>();
  const wanted = left ?? entry;
  useEntryFocus(wanted, settings !== undefined);
  return (
    <HelpPage title={words.title} onBack={() => intentions.go({ at: 'roles' })}>
      {failure && <ErrorNotice error={failure} onDismiss={page.dismiss} />}
      {settings === undefined ? (
        failure === undefined && <Loading>{words.loading}</Loading>
      ) : (
        <Sections {...{ view, page, settings, wanted, browsers, ask, intentions }} onLeft={setLeft} />
      )}
    </HelpPage>
  );
}

interface SectionsProps {
  readonly view: AppView;
  readonly page: SettingsInPage;
  readonly settings: SettingsView;
  readonly wanted: EntryPlace | undefined;
  readonly onLeft: (to: EntryPlace) => void;
  readonly browsers: readonly BrowserView[];
  readonly ask: Ask;
  readonly intentions: Intentions;
}

function Sections({ view, page, settings, wanted, onLeft, browsers, ask, intentions }: SectionsProps) {
  const texts = useTexts();
  const words = texts.settings;
  const { blocked } = settings;
  const locked = blocked !== undefined;
  const complaintAbout = (id: SettingId): string | undefined => {
    if (page.complaints.some(({ field }) => field === id)) return words.notTaken;
    const failed = settings.failures.find((one) => one.id === id);
    if (failed !== undefined) {
      const { reason } = failed;
      return words.loginFailed[reason === 'EEXIST' || reason === 'SWITCHED_OFF' ? reason : 'other'];
    }
    const { wrong } = settings.settings[id];
    return wrong === undefined ? undefined : words.wrongInFile(wrong);
  };
  const entries = { settings, view, locked, wanted, onLeft, edit: page.edit, intentions };
  return (
    <>
      {blocked && (
        <ErrorNotice
          error={blocked}
          button={<Button onPress={intentions.openConfig}>{texts.action['open-config']}</Button>}
        />
      )}
      <SettingsIdentities {...entries} />
      <SettingsRoles {...entries} />
      <SettingsCatalogues {...entries} change={page.change} complaint={complaintAbout('showAllGroups')} />
      <SettingsExchange ask={ask} locked={locked} intentions={intentions} />
      <SettingsBehaviour
        settings={settings}
        change={page.change}
        locked={locked}
        complaintAbout={complaintAbout}
        browsers={browsers}
      />
      <SettingsUpdates
        settings={settings}
        change={page.change}
        locked={locked}
        complaint={complaintAbout('updates.check')}
        intentions={intentions}
      />
      <SettingsSection title={words.section.help}>
        <p className="settings-path">
          <bdi>{settings.path}</bdi>
        </p>
        <div className="settings-buttons">
          <Button onPress={intentions.openConfig}>{texts.openConfig}</Button>
          <Button onPress={() => intentions.go({ at: 'doctor' })}>{texts.doctor.title}</Button>
        </div>
      </SettingsSection>
    </>
  );
}

/** Those of this computer; none while they are looked for. */
function useBrowsers(ask: Ask): readonly BrowserView[] {
  const [browsers, setBrowsers] = useState<readonly BrowserView[]>([]);
  useEffect(() => {
    let wanted = true;
    void ask('browsers:list', undefined).then((reply) => {
      if (wanted && reply.ok) setBrowsers(reply.browsers);
    });
    return () => void (wanted = false);
  }, [ask]);
  return browsers;
}
