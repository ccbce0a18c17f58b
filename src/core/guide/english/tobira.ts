import type { Vocabulary } from '../guidance.ts';
import { usageFault } from './usage.ts';

/** Tobira itself. */
export const tobiraWords = {
  internal: () => ({
    title: 'Something went wrong inside Tobira.',
    happened: 'It ran into a case that it was not made for: this is a bug.',
    advice: 'Try again. If this keeps happening, report it together with what you did.',
  }),
  usage: (fault) => ({
    title: usageFault(fault),
    happened: 'Nothing was done.',
    advice: 'See `tobira --help`.',
  }),
} satisfies Partial<Vocabulary>;
