import { createConsoleFederation } from '../adapters/aws/console-federation.ts';
import { createStsRoleAssumer } from '../adapters/aws/sts-role-assumer.ts';
import { createLeanHttp } from '../adapters/system/lean-http.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { systemRandom } from '../adapters/system/system-random.ts';
import { findTokenSource, requestUrlVariable, type JobEnvironment } from '../core/ci-environment.ts';
import { requestGitHubToken, usualGitHubAudience } from '../core/ci-github-token.ts';
import { createCiJob, type CiJob } from '../core/ci-job.ts';
import { readCiToken, type CiToken } from '../core/ci-token.ts';
import { hasCode } from '../core/errors.ts';
import type { Http } from '../core/ports.ts';
import type { UnverifiedToken } from '../core/unverified-token.ts';
import type { JobWords } from './ci-words.ts';
import { say } from './output.ts';
import { quotedIn } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** A job whose token has been found and looked through. */
export interface OpenJob {
  readonly job: CiJob;
  readonly token: UnverifiedToken;
}

/** @throws AppError `ci_*` where there is no token that AWS would take: AWS has not been asked by then */
export async function openJob(words: JobWords, environment: JobEnvironment): Promise<OpenJob> {
  const http = createLeanHttp(environment);
  const { token, notices } = await findToken(words, environment, http);
  if (notices.length > 0) {
    const { ci: texts } = await loadTexts();
    for (const notice of notices) say(texts.notice(quotedIn(notice)));
  }
  const { roleArn, chain, region, endpoints, sessionName } = words;
  const job = createCiJob(
    {
      ...{ token, roleArn, region, endpoints },
      ...(chain && { chain }),
      ...(sessionName !== undefined && { sessionName }),
    },
    {
      assumer: createStsRoleAssumer(http, systemClock),
      federation: createConsoleFederation(http),
      clock: systemClock,
      random: systemRandom,
    },
  );
  return { job: tellingClaims(job, token), token };
}

/** Passes a refusal on with the claims of the token that was refused. */
function tellingClaims(job: CiJob, { claims }: UnverifiedToken): CiJob {
  const tell = async <Value>(answer: Promise<Value>): Promise<Value> => {
    try {
      return await answer;
    } catch (error) {
      if (!hasCode(error, 'role_refused')) throw error;
      const { JobRefused } = await import('./ci-refusal.ts');
      throw new JobRefused(error, claims);
    }
  };
  return {
    credentials: (...wishes) => tell(job.credentials(...wishes)),
    consoleUrl: (...wishes) => tell(job.consoleUrl(...wishes)),
  };
}

async function findToken(words: JobWords, environment: JobEnvironment, http: Http): Promise<CiToken> {
  const source = findTokenSource(environment, words.variable);
  const now = systemClock.now();
  if (source.kind === 'variable') {
    const { variable, text } = source;
    const { audience } = words;
    return readCiToken(text, { variable, now, environment, ...(audience !== undefined && { audience }) });
  }
  const { url, bearer } = source;
  const { audience = usualGitHubAudience } = words;
  const text = await requestGitHubToken(
    { url, bearer, audience },
    { http, clock: systemClock, random: systemRandom },
  );
  return readCiToken(text, { variable: requestUrlVariable, now, environment, audience });
}
