import type { Complaint } from './config-complaint.ts';
import { durationText } from './duration.ts';
import type { ChainLink, Role, RoleArn } from './model.ts';
import { longestChained } from './role-chain.ts';

/** What an entry says that depends on what else it says. */
interface RoleWords {
  readonly roleArn: RoleArn;
  readonly chain?: readonly ChainLink[];
  readonly sessionPolicy?: string;
  readonly readOnly: boolean;
  /** In seconds. */
  readonly duration?: number;
  readonly consoleDuration?: number;
}

interface Agreement {
  /** What is used. Absent where AWS would never do all that the entry says: it is left out. */
  readonly assumed?: Pick<Role, 'chain' | 'sessionPolicy' | 'durationSeconds' | 'consoleSeconds'>;
  readonly complaints: readonly Complaint[];
}

/**
 * Whether AWS can do all that an entry says. What it cannot make as long as wished is made as long as it can be.
 *
 * @param at where the entry stands
 */
export function agreeOn(words: RoleWords, at: readonly (string | number)[]): Agreement {
  const { roleArn, chain = [], sessionPolicy, readOnly, duration, consoleDuration } = words;
  const refused = [
    ...strangers(roleArn, chain, at),
    ...changedIdentities(chain, at),
    ...(readOnly && sessionPolicy !== undefined
      ? [{ at: [...at, 'sessionPolicy'], kind: 'read-only-policy' } as const]
      : []),
  ];
  if (refused.length > 0) return { complaints: refused };

  const isChained = chain.length > 0;
  const tooLong = isChained && duration !== undefined && duration > longestChained;
  const durationSeconds = tooLong ? longestChained : duration;
  const complaints: Complaint[] = [];
  if (tooLong) {
    complaints.push({ at: [...at, 'duration'], kind: 'chain-duration', found: durationText(duration) });
  }
  if (isChained && consoleDuration !== undefined) {
    complaints.push({ at: [...at, 'consoleDuration'], kind: 'chain-console-duration' });
  }
  return {
    assumed: {
      ...(isChained && { chain }),
      ...(sessionPolicy !== undefined && { sessionPolicy }),
      ...(durationSeconds !== undefined && { durationSeconds }),
      ...(!isChained && consoleDuration !== undefined && { consoleSeconds: consoleDuration }),
    },
    complaints,
  };
}

/** Credentials of one partition mean nothing in another one. */
function strangers(
  { partition }: RoleArn,
  chain: readonly ChainLink[],
  at: readonly (string | number)[],
): readonly Complaint[] {
  return chain.flatMap(({ arn }, index): Complaint[] =>
    arn.partition === partition
      ? []
      : [{ at: [...at, 'chain', index], kind: 'chain-partition', arn: arn.text, partition }],
  );
}

/** Once it is set, it goes along with the sessions from there on, and AWS lets nobody change it. */
function changedIdentities(
  chain: readonly ChainLink[],
  at: readonly (string | number)[],
): readonly Complaint[] {
  const first = chain.find(({ sourceIdentity }) => sourceIdentity !== undefined)?.sourceIdentity;
  return chain.flatMap(({ sourceIdentity: found }, index): Complaint[] =>
    first === undefined || found === undefined || found === first
      ? []
      : [{ at: [...at, 'chain', index, 'sourceIdentity'], kind: 'source-identity-changed', found, first }],
  );
}
