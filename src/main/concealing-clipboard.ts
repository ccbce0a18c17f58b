import type { Clipboard } from '../adapters/sinks/clipboard.ts';

/**
 * Electron, as far as its clipboard goes. Up to version 43 that is synchronous and takes text alone; since then it gives
 * promises, and takes items of several formats, which come onto the clipboard all at once.
 */
export interface ClipboardModule {
  readonly clipboard: {
    readText(): string | Promise<string>;
    writeText(text: string): void | Promise<void>;
    write(items: readonly unknown[]): unknown;
    clear(): void;
  };
  readonly ClipboardItem?: new (formats: Record<string, string | Blob>) => unknown;
}

/**
 * The desktop's clipboard. A secret comes with the hints by which the platform's histories, its synchronisation and
 * clipboard managers leave it out, where Electron can write them. Awaiting fits both kinds of Electron, and makes what
 * the older one throws a rejection.
 */
export function createConcealingClipboard(
  { clipboard, ClipboardItem }: ClipboardModule,
  platform: NodeJS.Platform,
): Clipboard {
  const hints = hintsFor(platform);

  async function writeText(text: string): Promise<void> {
    await clipboard.writeText(text);
  }

  /** A desktop that does not take the hints is no reason not to copy. */
  async function writeSecret(
    text: string,
    Item: NonNullable<ClipboardModule['ClipboardItem']>,
  ): Promise<void> {
    try {
      await clipboard.write([new Item({ 'text/plain': text, ...hints })]);
    } catch {
      return writeText(text);
    }
    if (await isEmpty()) await writeText(text);
  }

  /** Whether it says that there is no text: one that cannot be read now may well hold what was written. */
  async function isEmpty(): Promise<boolean> {
    try {
      return (await clipboard.readText()) === '';
    } catch {
      return false;
    }
  }

  return {
    async read() {
      return await clipboard.readText();
    },
    async write(text, { secret } = { secret: false }) {
      if (secret && ClipboardItem !== undefined && text !== '') await writeSecret(text, ClipboardItem);
      else await writeText(text);
    },
    clear() {
      return new Promise((resolve) => {
        clipboard.clear();
        resolve();
      });
    },
  };
}

/**
 * Windows: "Clipboard Formats" of its documentation, and an older custom of clipboard managers. macOS: nspasteboard.org.
 * Linux: KDE's clipboard manager, and others that follow it. None is empty: Electron leaves out what is.
 */
function hintsFor(platform: NodeJS.Platform): Readonly<Record<string, Blob>> {
  const no = new Uint8Array(4); // A DWORD of zero.
  const hints: Partial<Record<NodeJS.Platform, Readonly<Record<string, BlobPart>>>> = {
    win32: {
      ExcludeClipboardContentFromMonitorProcessing: no,
      CanIncludeInClipboardHistory: no,
      CanUploadToCloudClipboard: no,
      'Clipboard Viewer Ignore': no,
    },
    darwin: { 'org.nspasteboard.ConcealedType': '1', 'org.nspasteboard.TransientType': '1' },
    linux: { 'x-kde-passwordManagerHint': 'secret' },
  };
  const entries = Object.entries(hints[platform] ?? {});
  return Object.fromEntries(entries.map(([format, data]) => [rawFormat(format), new Blob([data])]));
}

/** Electron's name for a format that only the platform knows. */
function rawFormat(name: string): string {
  return `electron application/osclipboard;format="${name}"`;
}
