import { complaintWords } from '../../core/complaint-guide.ts';
import { interpretConfig, type Defaults, type Interpretation } from '../../core/config.ts';
import type { Complaint, PlacedComplaint } from '../../core/config-complaint.ts';
import { AppError } from '../../core/errors.ts';
import { complaintSentence } from '../../core/guide/english/complaints.ts';
import type { Config } from '../../core/ports.ts';
import { wholePaths } from './catalogue-paths.ts';
import { faultIn, placed, placeOfFault } from './complaint-places.ts';
import { placePlainly } from './plain-places.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { BeyondBounds, composeYaml, saidBy } from './yaml-composition.ts';

/**
 * Reads what a configuration file says. Nearly every one is plain, and nothing is wrong with it: that is read fast. For
 * any other, the slower reader knows where in the text each thing stands.
 *
 * @throws AppError `config_broken`, or `config_unreadable` where it is far too much
 */
export function readConfigText(text: string, path: string, defaults: Defaults): Config {
  const plain = readPlainYaml(text);
  const fast = plain && interpretConfig(plain.data ?? {}, defaults);
  try {
    const complaints = plain && fast && placePlainly(text, plain.data, fast.complaints);
    return fast && complaints ? usable(path, fast, complaints) : readPlaced(text, path, defaults);
  } catch (cause) {
    if (!(cause instanceof BeyondBounds)) throw cause;
    if (cause.kind === 'too-deep') {
      const complaint: Complaint = { at: [], kind: 'too-deep' };
      throw broken(path, [placeOfFault(text, { at: cause.at, complaint })], { cause });
    }
    if (fast !== undefined) {
      return usable(
        path,
        fast,
        fast.complaints.map((complaint) => ({ complaint })),
      );
    }
    throw new AppError('config_unreadable', { path, reason: 'the file is far too large' }, { cause });
  }
}

function readPlaced(text: string, path: string, defaults: Defaults): Config {
  const composition = composeYaml(text);
  const fault = faultIn(composition);
  if (fault !== undefined) throw broken(path, [placeOfFault(text, fault)]);
  const { document } = composition;
  let data: unknown;
  try {
    data = saidBy(document) ?? {};
  } catch (cause) {
    throw broken(path, placed(text, document, [{ at: [], kind: 'alias' }]), { cause });
  }
  const interpretation = interpretConfig(data, defaults);
  return usable(path, interpretation, placed(text, document, interpretation.complaints));
}

function usable(
  path: string,
  interpretation: Interpretation,
  complaints: readonly PlacedComplaint[],
): Config {
  if (!interpretation.usable) throw broken(path, complaints);
  return configOf(path, interpretation, complaints);
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

function broken(
  path: string,
  complaints: readonly PlacedComplaint[],
  options?: { readonly cause: unknown },
): AppError<'config_broken'> {
  const problems = complaints.map(complaintSentence);
  return new AppError('config_broken', { path, problems, complaints }, options);
}
