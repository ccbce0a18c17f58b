import { keyEnvironment } from '../adapters/sinks/role-environment.ts';
import { readArguments } from './arguments.ts';
import { childEnvironment } from './child-environment.ts';
import { jobCredentials, roleOfJob } from './ci-credentials.ts';
import { jobOptions, readJobWords } from './ci-words.ts';
import { runProgram, splitAtProgram } from './role-program.ts';

/**
 * `tobira ci exec -- CMD...`: a program that is the role. The keys are in its environment and nowhere else: no log
 * shows them, and the next line of the job does not have them. The ID token stays where it was: the job has it anyway.
 *
 * @returns the program's own exit code, and what shells return where it cannot be run
 */
export async function ciExec(words: readonly string[]): Promise<number> {
  const line = splitAtProgram(words, { fault: 'job-program-not-apart' });
  const wishes = readJobWords(readArguments(line.own, jobOptions, 0), process.env);
  // As it was given: the AWS SDK is told things through the environment that are for this process alone.
  const inherited = { ...process.env };
  const credentials = await jobCredentials(wishes);
  const variables = {
    ...keyEnvironment(credentials, wishes.region).variables,
    TOBIRA_ROLE: roleOfJob(wishes).text,
  };
  return runProgram(line, childEnvironment(inherited, variables, process.platform));
}
