import { AppError } from '../core/errors.ts';
import { setupAws } from './setup-aws.ts';
import { setupCi } from './setup-ci.ts';
import { setupGitLab } from './setup-gitlab.ts';

/** `tobira setup gitlab|aws|ci`: what GitLab and AWS must be told before the first sign-in. Changes nothing itself. */
export async function setup([what, ...words]: readonly string[]): Promise<number> {
  switch (what) {
    case 'gitlab':
      return setupGitLab(words);
    case 'aws':
      return setupAws(words);
    case 'ci':
      return setupCi(words);
    default: {
      const commands = ['setup gitlab', 'setup aws', 'setup ci'];
      throw new AppError('usage', { fault: 'command-choice', commands });
    }
  }
}
