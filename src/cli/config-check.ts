import type { ConfigProblem } from '../core/ports.ts';
import type { PlacedComplaint } from '../core/config-complaint.ts';
import { complaintWords } from '../core/complaint-guide.ts';
import { AppError, hasCode } from '../core/errors.ts';
import { configSource } from './doctor-surroundings.ts';

/** What a look at a configuration file found. */
export interface ConfigReview {
  readonly path: string;
  /** Nothing is wrong with it. */
  readonly ok: boolean;
  /** Tobira goes by it, maybe without some parts. */
  readonly usable: boolean;
  readonly identities: number;
  readonly roles: number;
  readonly problems: readonly ConfigProblem[];
}

/** Reads a file as Tobira would. @throws AppError `config_missing` or `config_unreadable` */
export async function checkConfigFile(path: string): Promise<ConfigReview> {
  try {
    const { identities, roles, problems } = await configSource(path).load();
    return {
      path,
      ok: problems.length === 0,
      usable: true,
      identities: identities.length,
      roles: roles.length,
      problems,
    };
  } catch (error) {
    if (!(error instanceof AppError) || !hasCode(error, 'config_broken')) throw error;
    const problems = (error.details.complaints ?? []).map(inWords);
    return { path, ok: false, usable: false, identities: 0, roles: 0, problems };
  }
}

function inWords(placed: PlacedComplaint): ConfigProblem {
  return { ...placed, message: complaintWords(placed.complaint, 'en') };
}
