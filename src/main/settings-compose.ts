import { homedir } from 'node:os';
import { app } from 'electron';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import { readAwsConfig } from '../adapters/sinks/aws-files/read-profiles.ts';
import { takeFileLock } from '../adapters/sinks/aws-files/file-lock.ts';
import type { Defaults } from '../core/config.ts';
import { createConfigEditor } from '../adapters/system/config-editor.ts';
import { hasEntriesInUse } from '../core/entries-in-use.ts';
import type { Language } from '../core/model.ts';
import type { Owner } from '../core/owner.ts';
import type { Clock, Log, Memory } from '../core/ports.ts';
import { configInUse } from '../core/state.ts';
import type { UpdateLooksView } from '../shared/update-view.ts';
import { createImporting, type ImportHandlers } from './importing.ts';
import type { FileSaver } from './save-file.ts';
import { createSettings } from './settings.ts';
import { createSettingEffects } from './settings-effects.ts';
import type { SettingsHandlers } from './settings-handlers.ts';
import { createSystemReach } from './settings-system.ts';

/** How long another process that edits the configuration is waited for, in milliseconds. */
const patienceMs = 15_000;

interface Parts {
  readonly owner: Owner;
  readonly path: string;
  /** The folder where the app keeps what it knows. */
  readonly stateFolder: string;
  readonly defaults: Defaults;
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: Pick<Memory, 'startsAtLogin' | 'setStartsAtLogin'>;
  readonly language: () => Language;
  readonly showWindow: () => void;
  readonly saveFile: FileSaver;
  readonly updates: () => UpdateLooksView;
  /** What the window shows has changed. */
  readonly changed: () => void;
}

/** All behind the settings page, and what follows the settings outside of the app. */
export interface Settings {
  readonly handlers: SettingsHandlers & ImportHandlers;
  /** Another number each time that the page should ask anew. */
  edition(): number;
  /** The page should ask anew: something that it shows has changed. */
  renew(): void;
  /** Makes the system follow the settings from here on: this app is the owner now. */
  follow(): void;
}

export function composeSettings(parts: Parts): Settings {
  const { owner, path, defaults, clock, log, memory, language, updates, showWindow, changed } = parts;
  const { actions, state } = owner;
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  const editor = createConfigEditor(
    path,
    defaults,
    clock,
    (file) => takeFileLock(file, { patienceMs, pause }),
    { state: parts.stateFolder, isInUse: () => hasEntriesInUse(state.get()) },
  );
  let edition = 0;
  let seen = state.get().config;
  const renew = (): void => {
    edition += 1;
    changed();
  };
  state.subscribe(() => {
    const { config } = state.get();
    if (config === seen) return;
    seen = config;
    renew();
  });
  const effects = createSettingEffects({
    reach: createSystemReach(memory),
    onPress: showWindow,
    onChange: renew,
    log,
  });
  app.on('will-quit', () => effects.end());

  return {
    edition: () => edition,
    renew,
    follow() {
      const apply = (): void => {
        const config = configInUse(state.get());
        // What nobody can read says nothing of what is wanted.
        if (config !== undefined) effects.apply(config.settings);
      };
      apply();
      state.subscribe(apply);
    },
    handlers: {
      ...createSettings({
        ...{ editor, defaults, path, state, language, updates },
        reload: () => actions.loadConfig(),
        signOut: (identityId) => actions.signOut(identityId),
        removeProfile: (name) => actions.removeProfile(name, findAwsFiles(process.env, homedir())),
        effects: () => effects.view(),
      }),
      ...createImporting({
        ...{ defaults, path, language, saveFile: parts.saveFile },
        readAwsConfig: () => readAwsConfig(findAwsFiles(process.env, homedir()).config),
        config: () => configInUse(state.get()),
        edit: (edit) => editor.edit(edit),
        reload: () => actions.loadConfig(),
      }),
    },
  };
}
