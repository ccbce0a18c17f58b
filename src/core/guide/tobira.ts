import { exitCodes, type Guide } from './guidance.ts';

const { bug, usage } = exitCodes;

/** Tobira itself. */
export const tobiraGuide = {
  internal: () => ({
    title: 'Something went wrong inside Tobira.',
    hint: 'This is a bug. Try again; if it stays, report it with what you did.',
    action: 'retry',
    exitCode: bug,
  }),
  usage: ({ message }) => ({ title: message, hint: 'See `tobira --help`.', exitCode: usage }),
} satisfies Partial<Guide>;
