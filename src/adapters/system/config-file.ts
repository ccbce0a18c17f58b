import { readFile, stat } from 'node:fs/promises';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { complaintWords } from '../../core/complaint-guide.ts';
import { interpretConfig, type Defaults } from '../../core/config.ts';
import type { Complaint, PlacedComplaint } from '../../core/config-complaint.ts';
import { AppError } from '../../core/errors.ts';
import { complaintSentence } from '../../core/guide/english/complaints.ts';
import type { Config, ConfigSource } from '../../core/ports.ts';

/** Larger than any configuration a person keeps; a file beyond it is something else. */
const largestFile = 20_000_000;

/** `config.yaml`, read anew whenever it has changed on disk. It is never written here: the config editor does that. */
export function createConfigFile(path: string, defaults: Defaults): ConfigSource {
  let last: { readonly mark: string; readonly config: Config } | undefined;

  return {
    path,
    async load() {
      const mark = await changeMark(path);
      if (last?.mark === mark) return last.config;
      const config = readConfigText(await readFile(path, 'utf8').catch(fail(path)), path, defaults);
      last = { mark, config };
      return config;
    },
  };
}

async function changeMark(path: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(path).catch(fail(path));
  if (size > largestFile)
    throw new AppError('config_unreadable', { path, reason: 'the file is far too large' });
  return `${mtimeMs} ${size} ${ino}`;
}

function fail(path: string): (cause: unknown) => never {
  return (cause) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new AppError('config_missing', { path }, { cause });
    const reason = reasons[code] ?? code;
    throw new AppError('config_unreadable', { path, reason }, { cause });
  };
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to read it',
  EISDIR: 'it is a folder, not a file',
};

/** @throws AppError `config_broken` */
export function readConfigText(text: string, path: string, defaults: Defaults): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    const { line } = lines.linePos(syntax.pos[0]);
    throw broken(path, [{ line, complaint: syntaxComplaint(syntax) }]);
  }
  const interpretation = interpretConfig(plain(document, path), defaults);
  const complaints = interpretation.complaints
    .map((complaint) => place(complaint, document, lines))
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  if (!interpretation.usable) throw broken(path, complaints);
  const problems = complaints.map((placed) => ({
    ...placed,
    message: complaintWords(placed.complaint, 'en'),
  }));
  const { identities, roles, endpoints, theme, language, settings, browsers } = interpretation;
  return { path, identities, roles, endpoints, theme, language, settings, browsers, problems };
}

function broken(
  path: string,
  complaints: readonly PlacedComplaint[],
  options?: { readonly cause: unknown },
): AppError<'config_broken'> {
  const problems = complaints.map(complaintSentence);
  return new AppError('config_broken', { path, problems, complaints }, options);
}

/** The parser's words are for people, but for one of them: it speaks to programmers. */
function syntaxComplaint({ code, message }: Document['errors'][number]): Complaint {
  return code === 'MULTIPLE_DOCS'
    ? { at: [], kind: 'second-document' }
    : { at: [], kind: 'syntax', code, said: message };
}

/** An empty file is an empty mapping; aliases are bounded, so that a small file cannot fill the memory. */
function plain(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw broken(path, [{ complaint: { at: [], kind: 'alias' } }], { cause });
  }
}

/** Finds the line of a complaint, or of the nearest thing around it that the file does say. */
function place(complaint: Complaint, document: Document, lines: LineCounter): PlacedComplaint {
  const { at } = complaint;
  for (let depth = at.length; depth > 0; depth--) {
    const node = document.getIn(at.slice(0, depth), true);
    if (!isNode(node) || !node.range) continue;
    return { line: lines.linePos(node.range[0]).line, complaint };
  }
  return { complaint };
}
