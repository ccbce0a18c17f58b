import { plain } from './bus.ts';

/** An entry of a tray menu, as its host gets it. */
export interface TrayEntry {
  readonly id: number;
  /** The text without its mnemonic underscores; empty for a separator. */
  readonly label: string;
  readonly kind: 'entry' | 'separator';
  readonly enabled: boolean;
  readonly visible: boolean;
  /** Undefined where the entry cannot be ticked. */
  readonly checked: boolean | undefined;
  readonly submenu: readonly TrayEntry[];
}

/** Reads a layout of `com.canonical.dbusmenu`: (id, properties, children). */
export function readLayout(layout: unknown): TrayEntry {
  if (!Array.isArray(layout)) throw new Error('A tray menu came in an unknown shape');
  const parts: readonly unknown[] = layout;
  const [id, properties, children] = parts;
  const property = new Map<string, unknown>(Object.entries(record(plain(properties))));
  const label = property.get('label');
  const toggle = property.get('toggle-type');
  return {
    id: Number(id),
    // One underscore marks the mnemonic, two are an underscore.
    label: (typeof label === 'string' ? label : '').replace(/__|_/g, (mark) => (mark === '__' ? '_' : '')),
    kind: property.get('type') === 'separator' ? 'separator' : 'entry',
    enabled: property.get('enabled') !== false,
    visible: property.get('visible') !== false,
    checked: typeof toggle === 'string' && toggle !== '' ? property.get('toggle-state') === 1 : undefined,
    submenu: Array.isArray(children) ? children.map((child) => readLayout(unwrap(child))) : [],
  };
}

/**
 * The entry at the end of a path of labels. The labels are separated by ` > `, because labels themselves contain slashes.
 * An exact label wins over one that the given text only begins. Errors show the whole menu.
 */
export function findEntry(menu: readonly TrayEntry[], path: string): TrayEntry {
  let level = menu;
  let found: TrayEntry | undefined;
  for (const label of path.split(' > ')) {
    const visible = level.filter((entry) => entry.visible && entry.kind === 'entry');
    found =
      visible.find((entry) => entry.label === label) ??
      // A role's name with what is said after it: other entries begin with names of roles, too.
      visible.find((entry) =>
        [' (', '（', '\u2003'].some((gap) => entry.label.startsWith(`${label}${gap}`)),
      ) ??
      visible.find((entry) => entry.label.startsWith(label));
    if (found === undefined) {
      throw new Error(`No entry "${label}" of "${path}" in the tray menu:\n${drawMenu(menu)}`);
    }
    level = found.submenu;
  }
  if (found === undefined) throw new Error('An empty path names no entry');
  return found;
}

/** The menu as text, one entry a line, for messages and reports. */
export function drawMenu(menu: readonly TrayEntry[], indent = ''): string {
  return menu
    .filter((entry) => entry.visible)
    .map((entry) => {
      if (entry.kind === 'separator') return `${indent}  ----`;
      const tick = entry.checked === undefined ? ' ' : entry.checked ? 'x' : 'o';
      const grey = entry.enabled ? '' : ' (disabled)';
      const more = entry.submenu.length > 0 ? `\n${drawMenu(entry.submenu, `${indent}    `)}` : '';
      return `${indent}${tick} ${entry.label}${grey}${more}`;
    })
    .join('\n');
}

function unwrap(value: unknown): unknown {
  // Only the outermost variant: the properties inside are told apart later.
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

function record(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
