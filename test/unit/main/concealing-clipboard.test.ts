import { describe, expect, test } from 'vitest';
import { createConcealingClipboard, type ClipboardModule } from '../../../src/main/concealing-clipboard.ts';

const secret = { secret: true };
const raw = (name: string): string => `electron application/osclipboard;format="${name}"`;
const zero = [0, 0, 0, 0];

/** Bytes of each format on the clipboard, as other programs would see them. */
type Formats = Readonly<Record<string, readonly number[]>>;

const bytesOf = (text: string): readonly number[] => [...Buffer.from(text)];

/** The clipboard of Electron 44 and later, with promises and several formats. */
function promising() {
  const board = {
    formats: {} as Formats,
    /** What the next calls of these do instead. */
    refusesItems: false,
    losesText: false,
    unreadable: false,
  };
  class Item {
    readonly parts: Readonly<Record<string, string | Blob>>;
    constructor(parts: Record<string, string | Blob>) {
      this.parts = parts;
    }
  }
  const module: ClipboardModule = {
    ClipboardItem: Item,
    clipboard: {
      async readText() {
        await Promise.resolve();
        if (board.unreadable) throw new Error('somebody else looks at it');
        return Buffer.from(board.formats['text/plain'] ?? []).toString();
      },
      async writeText(text: string) {
        await Promise.resolve();
        board.formats = { 'text/plain': bytesOf(text) };
      },
      async write(items: readonly unknown[]) {
        const [item, ...others] = items;
        if (!(item instanceof Item) || others.length > 0) throw new Error('one item is expected');
        if (board.refusesItems) throw new Error('this desktop takes text alone');
        const formats: Record<string, readonly number[]> = {};
        for (const [format, data] of Object.entries(item.parts)) {
          const bytes =
            typeof data === 'string' ? bytesOf(data) : [...new Uint8Array(await data.arrayBuffer())];
          // Electron leaves out what is empty.
          if (bytes.length > 0 && !(board.losesText && format === 'text/plain')) formats[format] = bytes;
        }
        board.formats = formats;
      },
      clear() {
        board.formats = {};
      },
    },
  };
  return { board, module };
}

/** The clipboard of Electron up to 43: synchronous, and `write` takes something else. */
function synchronous() {
  const board = { text: '', broken: false };
  const work = <Value>(value: () => Value): Value => {
    if (board.broken) throw new Error('no display');
    return value();
  };
  const module: ClipboardModule = {
    clipboard: {
      readText: () => work(() => board.text),
      writeText: (text) => work(() => void (board.text = text)),
      write: () => {
        throw new Error('items are unknown here');
      },
      clear: () => work(() => void (board.text = '')),
    },
  };
  return { board, module };
}

describe('a clipboard of several formats', () => {
  test.for<[NodeJS.Platform, Formats]>([
    [
      'win32',
      {
        [raw('ExcludeClipboardContentFromMonitorProcessing')]: zero,
        [raw('CanIncludeInClipboardHistory')]: zero,
        [raw('CanUploadToCloudClipboard')]: zero,
        [raw('Clipboard Viewer Ignore')]: zero,
      },
    ],
    [
      'darwin',
      {
        [raw('org.nspasteboard.ConcealedType')]: bytesOf('1'),
        [raw('org.nspasteboard.TransientType')]: bytesOf('1'),
      },
    ],
    ['linux', { [raw('x-kde-passwordManagerHint')]: bytesOf('secret') }],
    ['freebsd', {}],
  ])('marks a secret on %s as what histories leave out', async ([platform, hints]) => {
    const { board, module } = promising();
    await createConcealingClipboard(module, platform).write('export A=1\n', secret);
    expect(board.formats).toEqual({ 'text/plain': bytesOf('export A=1\n'), ...hints });
  });

  test('leaves what is no secret to the histories', async () => {
    const { board, module } = promising();
    const clipboard = createConcealingClipboard(module, 'win32');
    await clipboard.write('42');
    expect(board.formats).toEqual({ 'text/plain': bytesOf('42') });
    await clipboard.write('43', { secret: false });
    expect(board.formats).toEqual({ 'text/plain': bytesOf('43') });
  });

  test.for(['refusesItems', 'losesText'] as const)(
    'gets the text alone from a desktop that %s',
    async (fault) => {
      const { board, module } = promising();
      board[fault] = true;
      await createConcealingClipboard(module, 'linux').write('export A=1\n', secret);
      expect(board.formats).toEqual({ 'text/plain': bytesOf('export A=1\n') });
    },
  );

  test('keeps the hints where it cannot be read right after', async () => {
    const { board, module } = promising();
    board.unreadable = true;
    await createConcealingClipboard(module, 'linux').write('export A=1\n', secret);
    expect(Object.keys(board.formats)).toEqual(['text/plain', raw('x-kde-passwordManagerHint')]);
  });

  test('is read, and cleared of hints too', async () => {
    const { board, module } = promising();
    const clipboard = createConcealingClipboard(module, 'win32');
    await clipboard.write('export A=1\n', secret);
    expect(await clipboard.read()).toBe('export A=1\n');
    await clipboard.clear();
    expect(board.formats).toEqual({});
  });
});

describe('a clipboard of text alone', () => {
  test.for(['win32', 'darwin', 'linux'] as const)(
    'takes secrets on %s, reads and clears them',
    async (platform) => {
      const { board, module } = synchronous();
      const clipboard = createConcealingClipboard(module, platform);
      await clipboard.write('export A=1\n', secret);
      expect(board.text).toBe('export A=1\n');
      expect(await clipboard.read()).toBe('export A=1\n');
      await clipboard.clear();
      expect(board.text).toBe('');
    },
  );

  test('fails by rejecting, however it fails', async () => {
    const { board, module } = synchronous();
    board.broken = true;
    const clipboard = createConcealingClipboard(module, 'linux');
    await expect(clipboard.write('x', secret)).rejects.toThrow('no display');
    await expect(clipboard.read()).rejects.toThrow('no display');
    await expect(clipboard.clear()).rejects.toThrow('no display');
  });
});
