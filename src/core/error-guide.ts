import type { AppError, ErrorCode } from './errors.ts';
import { awsGuide } from './guide/aws.ts';
import { configurationGuide } from './guide/configuration.ts';
import type { Guidance, Guide } from './guide/guidance.ts';
import { jobGuide } from './guide/job.ts';
import { loginGuide } from './guide/login.ts';
import { machineGuide } from './guide/machine.ts';
import { tobiraGuide } from './guide/tobira.ts';

/** What each failure means to the person in front of it. A code without an entry does not compile. */
const guide: Guide = {
  ...tobiraGuide,
  ...configurationGuide,
  ...loginGuide,
  ...awsGuide,
  ...machineGuide,
  ...jobGuide,
};

/** An error in the user's words. */
export function guidance<Code extends ErrorCode>(error: AppError<Code>): Guidance {
  return guide[error.code](error.details);
}
