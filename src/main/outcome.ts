import type { Language } from '../core/model.ts';
import type { Answer, Outcome } from '../shared/ipc.ts';
import { presentError } from './present-error.ts';

/** Turns work into what the page hears of it: expected failures are values there. */
export interface Outcomes {
  readonly outcome: (work: Promise<unknown>) => Promise<Outcome>;
  /** @param work gives what was asked for */
  readonly answer: <Content extends object>(work: Promise<Content>) => Promise<Answer<Content>>;
}

/** @param language that failures are told in */
export function createOutcomes(language: () => Language): Outcomes {
  const failure = (error: unknown) => ({ ok: false as const, error: presentError(error, language()) });
  return {
    async outcome(work) {
      try {
        await work;
        return { ok: true };
      } catch (error) {
        return failure(error);
      }
    },
    async answer(work) {
      try {
        return { ok: true, ...(await work) };
      } catch (error) {
        return failure(error);
      }
    },
  };
}
