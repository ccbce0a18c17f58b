import { resolve } from 'node:path';
import type { CatalogueReport } from '../adapters/owner/catalogue-reports.ts';
import { nowhere } from '../adapters/owner/client.ts';
import type { ErrorReport } from '../adapters/owner/protocol.ts';
import { AppError } from '../core/errors.ts';
import { readArguments, required } from './arguments.ts';
import { report } from './config-report.ts';
import { languageOf } from './language.ts';
import { announcing } from './login.ts';
import { printJson, say, show, table } from './output.ts';
import { ask } from './owner.ts';
import { quotedIn } from './quoted.ts';
import { loadTexts } from './texts.ts';
import { wordsFor } from './words.ts';

type Report = CatalogueReport<ErrorReport>;

/** `tobira catalogue [list|check FILE|refresh [ID]|login [ID]|logout [ID]|trust ID ISSUER]` */
export async function catalogue(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(words, {}, 3);
  const [what = 'list', id, issuer, extra] = positionals;
  const most = { list: 1, check: 2, refresh: 2, login: 2, logout: 2, trust: 3 }[what];
  if (most === undefined)
    throw new AppError('usage', { fault: 'command-unknown', name: `catalogue ${what}` });
  const unexpected = positionals[most] ?? extra;
  if (unexpected !== undefined) throw new AppError('usage', { fault: 'word-unexpected', word: unexpected });
  const { config, json = false } = values;
  // Programs get complaints in English, as ever.
  const spoken = json ? {} : { language: languageOf(process.env) };

  switch (what) {
    case 'check': {
      const { checkCatalogueFile } = await import('./catalogue-check.ts');
      const review = await checkCatalogueFile(resolve(required(id, 'FILE')));
      const code = await report(review, json);
      const { catalogues: texts } = await loadTexts();
      if (!json && !review.ok && review.usable) say(texts.usable(review.roles));
      return code;
    }
    case 'refresh':
      return tell(
        await ask(config, 'catalogue-refresh', { ...spoken, ...(id !== undefined && { catalogue: id }) }),
        json,
      );
    case 'login': {
      const meant = id ?? (await onlyOne(config));
      const over = new AbortController();
      const browser = announcing((await loadTexts()).login, over.signal);
      const surface = { ...nowhere, browser };
      const done = await ask(config, 'catalogue-login', { ...spoken, catalogue: meant }, surface).finally(
        () => over.abort(),
      );
      return tell([done], json);
    }
    case 'logout': {
      const done = await ask(config, 'catalogue-logout', { catalogue: id ?? (await onlyOne(config)) });
      if (json) printJson(done);
      else say((await loadTexts()).catalogues.signedOut(done.catalogue, done.providerTold));
      return 0;
    }
    case 'trust': {
      const meant = { ...spoken, catalogue: required(id, 'ID'), issuer: required(issuer, 'ISSUER') };
      return tell([await ask(config, 'catalogue-trust', meant)], json);
    }
    default:
      return tell(await ask(config, 'catalogues', spoken), json, true);
  }
}

/** Where one catalogue needs a sign-in, it need not be named. */
async function onlyOne(config: string | undefined): Promise<string> {
  const inGitLab = (await ask(config, 'catalogues', {})).filter(({ kind }) => kind === 'gitlab');
  const [first, second] = inGitLab;
  if (first !== undefined && second === undefined) return first.id;
  return required(undefined, 'ID');
}

/**
 * @param withChanges also what the last new versions changed: said where somebody looks, and not after each command
 * @returns the exit code of the first that could not be read
 */
async function tell(reports: readonly Report[], json: boolean, withChanges = false): Promise<number> {
  const language = languageOf(process.env);
  const failure = reports.find(({ problem }) => problem !== undefined)?.problem;
  const code =
    failure === undefined ? 0 : wordsFor(new AppError(failure.code, failure.details), language).exitCode;
  if (json) {
    printJson(reports);
    return code;
  }
  const { catalogues: texts } = await loadTexts();
  if (reports.length === 0) say(texts.none);
  const shown = quotedIn(reports);
  show(
    table(shown.map(({ id, status, roles, from }) => [id, texts.status[status], texts.roles(roles), from])),
  );
  for (const { id, change, foreign, complaints, hidden, problem } of shown) {
    if (change && withChanges) tellChange(id, change, texts);
    if (hidden > 0) say(`${id}: ${texts.hidden(hidden)}`);
    for (const { issuer, roles } of foreign) say(`${id}: ${texts.foreign(issuer, roles, id)}`);
    for (const { line, column, message } of complaints) {
      const place = [id, line, column].filter((part) => part !== undefined);
      say(`${place.join(':')}: ${message}`);
    }
    if (problem !== undefined)
      say(`${id}: ${wordsFor(new AppError(problem.code, problem.details), language).sentence}`);
  }
  return code;
}

/** So many ids are said of each kind; `--json` has them all. */
const mostNamed = 10;

/** Which roles a new version was about, and where one leads to another role than before: each of those. */
function tellChange(
  catalogueId: string,
  change: NonNullable<Report['change']>,
  texts: Awaited<ReturnType<typeof loadTexts>>['catalogues'],
): void {
  const { added, changed, removed } = change;
  say(`${catalogueId}: ${texts.change(added.length, changed.length, removed.length)}`);
  for (const kind of ['added', 'changed', 'removed'] as const) {
    const ids = change[kind].map(({ id }) => id);
    if (ids.length === 0) continue;
    const more = ids.length > mostNamed ? [texts.and(ids.length - mostNamed)] : [];
    say(`${catalogueId}: ${texts.changes[kind]}: ${[...ids.slice(0, mostNamed), ...more].join(', ')}`);
  }
  const moved = changed.filter(({ to }) => to !== undefined);
  for (const { id, from, to } of moved.slice(0, mostNamed))
    if (from !== undefined && to !== undefined) say(`${catalogueId}: ${texts.moved(id, from, to)}`);
}
