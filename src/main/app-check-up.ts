import { homedir } from 'node:os';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import { reviewAwsFiles } from '../adapters/sinks/aws-files/review.ts';
import { findBrowserFacts } from '../adapters/system/browser-facts.ts';
import { unreadable } from '../adapters/system/readable.ts';
import { supportBundle } from '../core/doctor/bundle.ts';
import type { Finding, OnFinding } from '../core/doctor/finding.ts';
import { secretsIn } from '../core/doctor/environment-secrets.ts';
import { createScrubber, scrubbedFinding } from '../core/doctor/redaction.ts';
import type { AwsFilesReview, Surroundings } from '../core/doctor/surroundings.ts';
import { checkConfig, checkProgram, checkUser, type ProgramFacts } from '../core/doctor/user-check-up.ts';
import type { Owner } from '../core/owner.ts';
import type { Clock, Config, ConfigSource } from '../core/ports.ts';
import { version } from '../core/version.ts';

interface Parts {
  readonly owner: Pick<Owner, 'checkUp'>;
  readonly configSource: ConfigSource;
  readonly clock: Clock;
}

/** A check-up as the app makes it: one process sees both what surrounds the user and what the session meets. */
export interface AppCheckUp {
  /** Never fails. */
  examine(onFinding: OnFinding): Promise<void>;
  /** What helps others to help, as JSON without secrets. */
  bundle(findings: readonly Finding[]): Promise<string>;
}

export function createAppCheckUp({ owner, configSource, clock }: Parts): AppCheckUp {
  let config: Config | undefined;
  let review: AwsFilesReview | undefined;
  const around: Surroundings = {
    environment: process.env,
    reviewAwsFiles: async () => (review = await reviewAwsFiles(findAwsFiles(process.env, homedir()))),
    canRead: unreadable,
    browser: () => findBrowserFacts(process.env, process.platform),
  };
  return {
    async examine(onFinding) {
      const scrub = createScrubber(secretsIn(process.env));
      const tell: OnFinding = (found) => onFinding(scrubbedFinding(found, scrub));
      checkProgram(programFacts(), tell);
      config = await checkConfig(configSource, tell);
      await checkUser(around, config, clock, tell);
      await owner.checkUp({}, tell);
    },
    bundle(findings) {
      const content = supportBundle({
        ...{ findings, config, review },
        program: programFacts(),
        environment: process.env,
        home: homedir(),
        now: clock.now(),
      });
      return Promise.resolve(`${JSON.stringify(content, null, 2)}\n`);
    },
  };
}

function programFacts(): ProgramFacts {
  const { electron, node } = process.versions;
  return {
    tobira: version,
    runtime: `Electron ${electron} (Node ${node})`,
    platform: `${process.platform} ${process.arch}`,
  };
}
