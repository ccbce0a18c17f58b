import type { LogReaders } from '../../../core/ci-readers.ts';
import type { TokenNotice } from '../../../core/ci-token.ts';

const whoever = 'Whoever opens the address within 15 minutes is signed in';

/** What is said beside a printed address, by who can read the log. */
const printed: Readonly<Record<LogReaders, string>> = {
  everybody: `Warning: this project is public, and so is this log. ${whoever}. Use --out FILE instead, or keep the output out of the log.`,
  users: `Warning: everybody who can sign in here can read this log. ${whoever}. Use --out FILE instead, or keep the output out of the log.`,
  project: `Anyone who can read this job log can use the address: keep the log private. ${whoever}.`,
  unknown: `Anyone who can read this job log can use the address: keep the log private. ${whoever}.`,
};

/** `tobira ci` */
export const ci = {
  wrote: (path: string) => `Wrote the console address to ${path}. It is good for 15 minutes.`,
  printed,
  durationShortened: (asked: string) =>
    `AWS does not allow the role to last for ${asked}: it lasts for 1h. Choose a shorter \`--duration\`.`,
  /** A policy follows. */
  trustThis: 'For this job, the trust policy of the role must say this:',
  notice: (notice: TokenNotice) => {
    switch (notice.kind) {
      case 'clock-behind':
        return `The clock of this machine is ${span(notice.seconds)} behind that of ${notice.issuer}: it should be set.`;
      case 'several-audiences':
        return `The ID token is for several audiences (${notice.audiences.join(', ')}): AWS may refuse it. Give it one.`;
    }
  },
};

function span(seconds: number): string {
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
