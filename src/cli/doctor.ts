import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { findPaths } from '../adapters/system/paths.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { supportBundle } from '../core/doctor/bundle.ts';
import { isWell, withoutComplaints, type Finding } from '../core/doctor/finding.ts';
import { secretsIn } from '../core/doctor/environment-secrets.ts';
import { createScrubber, scrubbedFinding } from '../core/doctor/redaction.ts';
import type { AwsFilesReview } from '../core/doctor/surroundings.ts';
import { checkConfig, checkProgram, checkUser } from '../core/doctor/user-check-up.ts';
import { AppError } from '../core/errors.ts';
import { exitCodes } from '../core/guide/guidance.ts';
import type { Config } from '../core/ports.ts';
import { readArguments } from './arguments.ts';
import { askOwnerToLook, checkOwner, lookWithoutOwner } from './doctor-owner.ts';
import { createDoctorReport } from './doctor-report.ts';
import { configSource, programFacts, surroundingsOf } from './doctor-surroundings.ts';
import { printJson, say } from './output.ts';
import { quoted } from './quoted.ts';
import { loadTexts } from './texts.ts';

const mostRoles = 1_000;

/** `tobira doctor`: what the user's programs meet is looked at here, what the session meets where that is held. */
export async function doctor(words: readonly string[]): Promise<number> {
  const { values, positionals: roles } = readArguments(words, { bundle: { type: 'string' } }, mostRoles);
  const bundle = values.bundle === undefined ? undefined : resolve(values.bundle);
  // Said before the work, not after it.
  if (bundle !== undefined && existsSync(bundle)) throw taken(bundle);

  const scrub = createScrubber(secretsIn(process.env));
  const findings: Finding[] = [];
  const report = values.json === true ? undefined : await createDoctorReport();
  const tell = (found: Finding) => {
    const clean = scrubbedFinding(found, scrub);
    findings.push(clean);
    report?.tell(clean);
  };
  const paths = findPaths(process.env, values.config);
  const facts = programFacts();
  checkProgram(facts, tell);
  const config = await checkConfig(configSource(paths.config), tell);
  const owner = await checkOwner(values.config, tell);
  let review: AwsFilesReview | undefined;
  const surroundings = surroundingsOf(process.env);
  await checkUser(
    {
      ...surroundings,
      reviewAwsFiles: async () => (review = await surroundings.reviewAwsFiles()),
    },
    config,
    systemClock,
    tell,
  );
  if (owner !== undefined) await askOwnerToLook(values.config, owner, roles, config, tell);
  else await lookWithoutOwner(roles, config, tell);

  if (bundle !== undefined) await writeBundle(bundle, { findings, config, review });
  if (report === undefined) printJson({ ok: isWell(findings), findings: findings.map(withoutComplaints) });
  else report.end();
  if (bundle !== undefined) say((await loadTexts()).doctor.bundled(quoted(bundle)));
  return isWell(findings) ? exitCodes.done : exitCodes.refused;
}

async function writeBundle(
  path: string,
  parts: {
    readonly findings: readonly Finding[];
    readonly config: Config | undefined;
    readonly review: AwsFilesReview | undefined;
  },
): Promise<void> {
  const content = supportBundle({
    ...parts,
    program: programFacts(),
    environment: process.env,
    home: homedir(),
    now: systemClock.now(),
  });
  try {
    await writeFile(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw code === 'EEXIST' ? taken(path) : new AppError('file_failed', { path, reason: code }, { cause });
  }
}

function taken(path: string): AppError {
  return new AppError('file_failed', {
    path,
    reason: 'there is a file already; remove it or choose another name',
  });
}
