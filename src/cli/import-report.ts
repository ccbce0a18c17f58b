import { importWords } from '../core/import-guide.ts';
import { type ImportEntry, type ImportedRole, isSsoGuess } from '../core/import/import-entry.ts';
import { languageOf } from './language.ts';
import { say, show, table } from './output.ts';
import { quoted } from './quoted.ts';
import { loadTexts } from './texts.ts';

type RoleEntry = Extract<ImportEntry, { kind: 'role' }>;

/** What an import would do, for people: what is added first, and what is not, with the reasons. */
export async function previewImport(
  entries: readonly ImportEntry[],
  path: string,
  identity: string,
): Promise<void> {
  const { imports: texts } = await loadTexts();
  const words = importWords(languageOf(process.env));
  show(`${texts.heading(quoted(path), identity)}\n`);
  if (entries.length === 0) {
    say(texts.empty);
    return;
  }
  const roles = entries.filter((entry) => entry.kind === 'role');
  const ofRoles = (list: readonly RoleEntry[]): string => {
    const rows = table(list.map(({ profile, arn }) => [profile, arn.text])).split('\n');
    return list
      .map((entry, index) => {
        const { role, remarks } = entry;
        const chained = role.chain === undefined ? [] : [texts.chained(before(role))];
        const single = isSsoGuess(entry) ? remarks.filter(({ kind }) => kind !== 'sso-guess') : remarks;
        const about = [...chained, ...single.map((remark) => words.remarkWords(remark))];
        return [rows[index] ?? '', ...about.map((line) => `    ${line}`)]
          .map((line) => `  ${line}\n`)
          .join('');
      })
      .join('');
  };
  const section = (title: string, count: number, text: string): void => {
    if (count > 0) show(`\n${title}: ${count}\n${text}`);
  };
  const added = roles.filter((entry) => entry.suggested && !isSsoGuess(entry));
  const guessed = roles.filter((entry) => !entry.suggested && !isSsoGuess(entry));
  const ssoGuesses = roles.filter(isSsoGuess);
  const ofSso = (list: readonly RoleEntry[]): string => `  ${texts.ssoAbout}\n${ofRoles(list)}`;
  const present = entries.filter((entry) => entry.kind === 'present');
  const skipped = entries.filter((entry) => entry.kind === 'skipped');
  section(texts.add, added.length, ofRoles(added));
  for (const [title, isTaken] of [
    [texts.ssoAdded, true],
    [texts.sso, false],
  ] as const) {
    const list = ssoGuesses.filter(({ suggested }) => suggested === isTaken);
    section(title, list.length, ofSso(list));
  }
  section(texts.suggested, guessed.length, ofRoles(guessed));
  section(
    texts.present,
    present.length,
    indented(present.map(({ profile, role }) => [profile, texts.presentAs(role)])),
  );
  section(
    texts.skipped,
    skipped.length,
    indented(skipped.map(({ profile, reason }) => [profile, words.skipWords(reason)])),
  );
  show('\n');
}

/** The same for programs, in English whatever the terminal speaks. */
export function importReport(
  entries: readonly ImportEntry[],
  file: string,
  identity: string,
  written: readonly ImportedRole[],
): object {
  const { remarkWords, skipWords } = importWords('en');
  return {
    file,
    identity,
    profiles: entries.map((entry) => {
      const { profile, line } = entry;
      switch (entry.kind) {
        case 'role':
          return {
            ...{ profile, line, status: entry.suggested ? 'add' : 'suggestion', role: entry.role },
            remarks: entry.remarks.map((remark) => ({ code: remark.kind, message: remarkWords(remark) })),
          };
        case 'present':
          return { profile, line, status: 'present', id: entry.role };
        case 'skipped': {
          const { reason } = entry;
          return { profile, line, status: 'skipped', code: reason.kind, message: skipWords(reason) };
        }
      }
    }),
    written: written.map(({ id }) => id),
  };
}

/** The role that the last one of a chain is assumed from. */
function before({ roleArn, chain = [] }: ImportedRole): string {
  return chain.at(-2)?.roleArn ?? roleArn;
}

function indented(rows: readonly (readonly string[])[]): string {
  return table(rows).replace(/^(?=.)/gm, '  ');
}
