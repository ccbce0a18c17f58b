import { trustForRefused } from '../core/ci-trust.ts';
import type { AppError } from '../core/errors.ts';
import type { UnverifiedToken } from '../core/unverified-token.ts';
import { say } from './output.ts';
import { quotedIn } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** AWS has refused a role to a job: with the token's claims, for the advice is in them. */
export class JobRefused extends Error {
  override readonly name = 'JobRefused';
  readonly failure: AppError<'role_refused'>;
  readonly claims: UnverifiedToken['claims'];

  constructor(failure: AppError<'role_refused'>, claims: UnverifiedToken['claims']) {
    super(failure.code, { cause: failure });
    this.failure = failure;
    this.claims = claims;
  }
}

/** AWS never says what a trust policy lacks: the statement for the job is what whoever manages the role can use. */
export async function sayWhatToTrust({ failure, claims }: JobRefused): Promise<void> {
  const advice = trustForRefused(failure.details, claims);
  if (advice === undefined) return;
  const { ci: texts } = await loadTexts();
  if (advice.kind === 'person') {
    say(`\n${texts.trustsPerson}`);
    return;
  }
  const { statement, reach } = advice;
  say(`\n${texts.addThis}\n\n${statement}`);
  if (reach !== undefined) say(`\n${texts.letsIn(quotedIn(reach))}`);
}
