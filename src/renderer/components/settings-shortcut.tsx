import { type KeyboardEvent, useState } from 'react';
import type { SettingsView } from '../../shared/settings-view.ts';
import { recordedKeys, shownKeys } from '../recorded-keys.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { SettingsRow } from './settings-row.tsx';

interface SettingsShortcutProps {
  readonly value: string;
  readonly state: SettingsView['shortcut'];
  readonly complaint: string | undefined;
  readonly locked: boolean;
  /** Empty for none. */
  readonly onChange: (keys: string) => void;
}

const isMac = navigator.userAgent.includes('Mac');

/** Keys that open the window from anywhere: recorded by pressing them. */
export function SettingsShortcut({ value, state, complaint, locked, onChange }: SettingsShortcutProps) {
  const { settings: words } = useTexts();
  const [recording, setRecording] = useState(false);
  const [unusable, setUnusable] = useState(false);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!recording) return;
    // Tab leads on, as everywhere: nobody is held here.
    if (event.key === 'Tab') {
      setRecording(false);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === 'Escape' && isPlain) {
      setRecording(false);
      return;
    }
    const recorded = recordedKeys(event.nativeEvent, isMac);
    if (recorded === 'modifiers') return;
    setUnusable(recorded === 'unusable');
    if (recorded === 'unusable') return;
    setRecording(false);
    onChange(recorded.keys);
  };
  const refused = state === 'taken' || state === 'unavailable' ? words.keys[state] : undefined;
  const said = unusable ? words.unusableKeys : (complaint ?? refused);

  return (
    <SettingsRow label={words.name.shortcut} hint={recording ? words.recording : undefined} complaint={said}>
      {(ids) => (
        <div className="settings-keys">
          <span className="settings-value">{value === '' ? words.noKeys : shownKeys(value, isMac)}</span>
          <button
            id={ids.id}
            aria-describedby={ids['aria-describedby']}
            type="button"
            className="button button-secondary"
            aria-pressed={recording}
            aria-label={`${words.name.shortcut}: ${words.record}`}
            disabled={locked}
            onClick={() => {
              setUnusable(false);
              setRecording(!recording);
            }}
            onBlur={() => setRecording(false)}
            onKeyDown={onKeyDown}
          >
            {words.record}
          </button>
          {value !== '' && !locked && (
            <Button
              kind="quiet"
              label={`${words.clearKeys}: ${words.name.shortcut}`}
              onPress={() => onChange('')}
            >
              {words.clearKeys}
            </Button>
          )}
        </div>
      )}
    </SettingsRow>
  );
}
