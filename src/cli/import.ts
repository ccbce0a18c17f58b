import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { knownRegion } from '../adapters/aws/partitions.ts';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import { readAwsConfig } from '../adapters/sinks/aws-files/read-profiles.ts';
import { findPaths } from '../adapters/system/paths.ts';
import { AppError } from '../core/errors.ts';
import { exitCodes } from '../core/guide/guidance.ts';
import { type ImportEntry, type ImportedRole, isSsoGuess } from '../core/import/import-entry.ts';
import { planImport } from '../core/import/plan-import.ts';
import type { IdentityId } from '../core/model.ts';
import type { Config } from '../core/ports.ts';
import { readArguments } from './arguments.ts';
import { agrees, canAsk } from './confirm.ts';
import { configSource } from './doctor-surroundings.ts';
import { rolesThere } from './import-known.ts';
import { importReport, previewImport } from './import-report.ts';
import { printJson, say } from './output.ts';
import { quoted } from './quoted.ts';
import { listed } from './setup-options.ts';
import { loadTexts } from './texts.ts';
import { writeRoles } from './write-roles.ts';

const options = {
  write: { type: 'boolean' },
  yes: { type: 'boolean' },
  identity: { type: 'string' },
  only: { type: 'string', multiple: true },
  sso: { type: 'boolean' },
} as const;

/** `tobira import`: what AWS's config file says as roles; shown first, and written on a yes. */
export async function importProfiles(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(words, options, 1);
  const isSure = values.yes === true;
  if (values.write === true && !isSure && !canAsk()) {
    throw new AppError('usage', { fault: 'word-missing', name: '--yes' });
  }
  const paths = findPaths(process.env, values.config);
  const config = await configSource(paths.config).load();
  const identity = chooseIdentity(config, values.identity);
  const [given] = positionals;
  const path = given === undefined ? findAwsFiles(process.env, homedir()).config : resolve(given);
  const all = planImport(await readAwsConfig(path), {
    identity,
    ...(await rolesThere(config, values.config)),
    region: knownRegion,
  });
  const entries = await choose(all, listed(values.only), values.sso === true);
  const roles = entries.flatMap((entry) => (isAdded(entry) ? entry.role : []));

  const { imports: texts } = await loadTexts();
  const isJson = values.json === true;
  if (!isJson) await previewImport(entries, path, identity);
  const isAsked = values.write === true && roles.length > 0;
  const question = texts.ask(roles.length, quoted(paths.config));
  const isWritten = isAsked && (isSure || (await agrees(question)));
  if (isWritten) await writeRoles(paths, roles);

  if (isJson) printJson(importReport(entries, path, identity, isWritten ? roles : []));
  else say(lastLine(roles, isWritten));
  return isAsked && !isWritten ? exitCodes.login : exitCodes.done;

  function lastLine(added: readonly ImportedRole[], written: boolean): string {
    if (added.length === 0) return texts.nothing;
    if (written) return texts.wrote(added.length, quoted(paths.config));
    return values.write === true ? texts.declined : texts.hint;
  }
}

function isAdded(entry: ImportEntry): entry is Extract<ImportEntry, { kind: 'role' }> {
  return entry.kind === 'role' && entry.suggested;
}

/** Whoever names profiles means those, and guesses too. @param withSso all guesses of IAM Identity Center, too */
async function choose(
  entries: readonly ImportEntry[],
  only: readonly string[],
  withSso: boolean,
): Promise<readonly ImportEntry[]> {
  if (only.length === 0)
    return entries.map((entry) =>
      withSso && entry.kind === 'role' && isSsoGuess(entry) ? { ...entry, suggested: true } : entry,
    );
  if (withSso) throw new AppError('usage', { message: (await loadTexts()).imports.ssoOrOnly });
  const unknown = only.filter((name) => !entries.some(({ profile }) => profile === name));
  if (unknown.length > 0) {
    const { imports: texts } = await loadTexts();
    throw new AppError('usage', { message: texts.unknown(unknown.map((name) => quoted(name)).join(', ')) });
  }
  return entries
    .filter(({ profile }) => only.includes(profile))
    .map((entry) => (entry.kind === 'role' ? { ...entry, suggested: true } : entry));
}

/** @throws AppError `no_identity`, `unknown_identity`, `identity_ambiguous` */
function chooseIdentity({ identities, problems, path }: Config, wanted: string | undefined): IdentityId {
  const known = identities.map(({ id }) => id);
  const [first, ...others] = known;
  if (wanted !== undefined) {
    const found = known.find((id) => id === wanted);
    if (found !== undefined) return found;
    throw new AppError('unknown_identity', { identity: wanted, known, problems: problems.length });
  }
  if (first === undefined) throw new AppError('no_identity', { path, problems: problems.length });
  if (others.length === 0) return first;
  throw new AppError('identity_ambiguous', { known });
}
