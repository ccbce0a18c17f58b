import type { Document } from 'yaml';
import { complaintWords } from '../../core/complaint-guide.ts';
import { interpretConfig, type Defaults, type Interpretation } from '../../core/config.ts';
import type { Complaint, PlacedComplaint } from '../../core/config-complaint.ts';
import { AppError } from '../../core/errors.ts';
import { complaintSentence } from '../../core/guide/english/complaints.ts';
import type { Config } from '../../core/ports.ts';
import { wholePaths } from './catalogue-paths.ts';
import { offsetOf } from './complaint-places.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { placesIn } from './text-places.ts';
import { BeyondBounds, composeYaml, type Composition } from './yaml-composition.ts';

/**
 * Reads what a configuration file says. Nearly every one is plain, and nothing is wrong with it: that is read fast. For
 * any other, the slower reader knows where in the text each thing stands.
 *
 * @throws AppError `config_broken`, or `config_unreadable` where it is far too much
 */
export function readConfigText(text: string, path: string, defaults: Defaults): Config {
  const plain = readPlainYaml(text);
  const fast = plain && interpretConfig(plain.data ?? {}, defaults);
  if (fast?.usable === true && fast.complaints.length === 0) return configOf(path, fast, []);
  try {
    return readPlaced(text, path, defaults);
  } catch (cause) {
    if (!(cause instanceof BeyondBounds)) throw cause;
    if (cause.kind === 'too-deep') {
      const complaint: Complaint = { at: [], kind: 'too-deep' };
      throw broken(path, [{ ...placesIn(text)(cause.at), complaint }], { cause });
    }
    const told = fast?.complaints.map((complaint) => ({ complaint }));
    if (fast?.usable === true) return configOf(path, fast, told ?? []);
    if (told !== undefined) throw broken(path, told, { cause });
    throw new AppError('config_unreadable', { path, reason: 'the file is far too large' }, { cause });
  }
}

function readPlaced(text: string, path: string, defaults: Defaults): Config {
  const placeOf = placesIn(text);
  const { document, second } = composeYaml(text);
  const fault = faultIn({ document, ...(second !== undefined && { second }) });
  if (fault !== undefined) throw broken(path, [{ ...placeOf(fault.at), complaint: fault.complaint }]);
  const placed = (complaint: Complaint): PlacedComplaint => {
    const offset = offsetOf(complaint, document);
    return offset === undefined ? { complaint } : { ...placeOf(offset), complaint };
  };
  let data: unknown;
  try {
    data = saidBy(document) ?? {};
  } catch (cause) {
    throw broken(path, [placed({ at: [], kind: 'alias' })], { cause });
  }
  const interpretation = interpretConfig(data, defaults);
  const complaints = interpretation.complaints.map(placed).sort(inOrder);
  if (!interpretation.usable) throw broken(path, complaints);
  return configOf(path, interpretation, complaints);
}

/** Aliases are bounded, so that a small file cannot fill the memory. */
export function saidBy(document: Document): unknown {
  return document.toJS({ maxAliasCount: 100 });
}

function configOf(
  path: string,
  { usable: _usable, complaints: _complaints, ...config }: Extract<Interpretation, { readonly usable: true }>,
  complaints: readonly PlacedComplaint[],
): Config {
  const problems = complaints.map((placed) => ({
    ...placed,
    message: complaintWords(placed.complaint, 'en'),
  }));
  const { catalogues } = config;
  return { path, ...config, ...(catalogues && { catalogues: wholePaths(catalogues, path) }), problems };
}

/** For sorting. Those without a line come first. */
export function inOrder(one: PlacedComplaint, other: PlacedComplaint): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}

function broken(
  path: string,
  complaints: readonly PlacedComplaint[],
  options?: { readonly cause: unknown },
): AppError<'config_broken'> {
  const problems = complaints.map(complaintSentence);
  return new AppError('config_broken', { path, problems, complaints }, options);
}

/** The first thing that makes it no YAML. */
export function faultIn({
  document: { errors },
  second,
}: Composition): { readonly at: number; readonly complaint: Complaint } | undefined {
  const [syntax] = errors;
  if (syntax !== undefined) {
    const { code, message, pos } = syntax;
    // A second document has no such error: it is told of by itself.
    if (code !== 'MULTIPLE_DOCS')
      return { at: pos[0], complaint: { at: [], kind: 'syntax', code, said: message } };
  }
  return second === undefined ? undefined : { at: second, complaint: { at: [], kind: 'second-document' } };
}
