import type { AwsCredentials } from '../../src/core/model.ts';
import type { Clock, RoleAssumer, RoleAssumption } from '../../src/core/ports.ts';
import { credentialsFrom } from './fake-nouns.ts';

type Answer = (assumption: RoleAssumption) => Promise<AwsCredentials>;

/** STS that says yes, but for the answers that a test has put in its way. */
export class FakeRoleAssumer implements RoleAssumer {
  readonly asked: RoleAssumption[] = [];
  /** Used up one by one before the usual answer. */
  readonly answers: Answer[] = [];
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  async assume(assumption: RoleAssumption): Promise<AwsCredentials> {
    this.asked.push(assumption);
    const answer = this.answers.shift();
    if (answer !== undefined) return answer(assumption);
    await Promise.resolve();
    const lifetime = (assumption.durationSeconds ?? 3600) * 1000;
    return credentialsFrom(this.clock.now(), lifetime, String(this.asked.length));
  }

  /** The next answers are these failures. */
  failWith(...failures: readonly Error[]): void {
    this.answers.push(...failures.map((failure) => () => Promise.reject(failure)));
  }
}
