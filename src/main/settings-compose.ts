import { homedir } from 'node:os';
import { app } from 'electron';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import type { Defaults } from '../core/config.ts';
import { createConfigEditor } from '../adapters/system/config-editor.ts';
import type { Language } from '../core/model.ts';
import type { Owner } from '../core/owner.ts';
import type { Clock, Log, Memory } from '../core/ports.ts';
import { configInUse } from '../core/state.ts';
import { createSettings } from './settings.ts';
import { createSettingEffects } from './settings-effects.ts';
import type { SettingsHandlers } from './settings-handlers.ts';
import { createSystemReach } from './settings-system.ts';

interface Parts {
  readonly owner: Owner;
  readonly path: string;
  readonly defaults: Defaults;
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: Pick<Memory, 'startsAtLogin' | 'setStartsAtLogin'>;
  readonly language: () => Language;
  readonly showWindow: () => void;
  /** What the window shows has changed. */
  readonly changed: () => void;
}

/** All behind the settings page, and what follows the settings outside of the app. */
export interface Settings {
  readonly handlers: SettingsHandlers;
  /** Another number each time that the page should ask anew. */
  edition(): number;
  /** Makes the system follow the settings from here on: this app is the owner now. */
  follow(): void;
}

export function composeSettings(parts: Parts): Settings {
  const { owner, path, defaults, clock, log, memory, language, showWindow, changed } = parts;
  const { actions, state } = owner;
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
    follow() {
      const apply = (): void => {
        const config = configInUse(state.get());
        // What nobody can read says nothing of what is wanted.
        if (config !== undefined) effects.apply(config.settings);
      };
      apply();
      state.subscribe(apply);
    },
    handlers: createSettings({
      editor: createConfigEditor(path, defaults, clock),
      ...{ defaults, path, state, language },
      reload: () => actions.loadConfig(),
      signOut: (identityId) => actions.signOut(identityId),
      removeProfile: (name) => actions.removeProfile(name, findAwsFiles(process.env, homedir())),
      effects: () => effects.view(),
    }),
  };
}
