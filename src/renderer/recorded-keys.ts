/** What a keyboard event tells of the keys that are down. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** What was pressed so far: nothing but modifiers, keys that can be used, or keys that cannot. */
export type Recorded = 'modifiers' | 'unusable' | { readonly keys: string };

const named: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Space: 'Space',
  Enter: 'Enter',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
};

/**
 * Keys as Electron spells them. The place of the key counts, not what it types: with Alt or in another layout a letter's key
 * types something else.
 */
export function recordedKeys(event: Pressed, isMac: boolean): Recorded {
  if (['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'OS'].includes(event.key)) return 'modifiers';
  const letter = /^(?:Key([A-Z])|Digit(\d))$/.exec(event.code);
  const isFunction = /^F(?:[1-9]|1\d|2[0-4])$/.test(event.code);
  const key = letter?.[1] ?? letter?.[2] ?? (isFunction ? event.code : named[event.code]);
  const isStrong = event.ctrlKey || event.altKey || event.metaKey;
  if (key === undefined || (!isStrong && !isFunction)) return 'unusable';
  const modifiers = [
    event.metaKey && (isMac ? 'CommandOrControl' : 'Super'),
    event.ctrlKey && (isMac ? 'Control' : 'CommandOrControl'),
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
  ].filter((one) => one !== false);
  return { keys: [...modifiers, key].join('+') };
}

/** As they stand on the keys of this computer. */
export function shownKeys(keys: string, isMac: boolean): string {
  return keys.replaceAll('CommandOrControl', isMac ? '⌘' : 'Ctrl').replaceAll('+', ' + ');
}
