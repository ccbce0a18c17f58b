/** Modifiers as Electron spells them; these alone make a letter safe to take from every other program. */
const strong = [
  'Command',
  'Cmd',
  'Control',
  'Ctrl',
  'CommandOrControl',
  'CmdOrCtrl',
  'Alt',
  'Option',
  'Super',
  'Meta',
];
const modifiers: ReadonlySet<string> = new Set([...strong, 'Shift']);

const named: ReadonlySet<string> = new Set([
  ...['Plus', 'Space', 'Tab', 'Backspace', 'Delete', 'Insert', 'Return', 'Enter', 'Escape', 'PrintScreen'],
  ...['Up', 'Down', 'Left', 'Right', 'Home', 'End', 'PageUp', 'PageDown'],
]);

const functionKey = /^F(?:[1-9]|1\d|2[0-4])$/;
/** What a keyboard has a key for; the plus sign parts the keys, so it goes by its name. */
const character = /^[A-Z\d)!@#$%^&*(:;=<,_\->.?/~`{\][|\\}"']$/;

/**
 * Whether a text names keys that can open the window from anywhere, as Electron spells them: `CommandOrControl+Shift+A`.
 * A letter alone, or with Shift, would be gone from every other program; a function key may stand alone.
 */
export function isShortcut(text: string): boolean {
  const keys = text.split('+');
  const last = keys.pop();
  if (last === undefined || new Set(keys).size !== keys.length) return false;
  if (!keys.every((key) => modifiers.has(key))) return false;
  if (functionKey.test(last)) return true;
  return (named.has(last) || character.test(last)) && keys.some((key) => strong.includes(key));
}
