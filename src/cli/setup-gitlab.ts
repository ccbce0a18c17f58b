import { gitLabApplication } from '../core/setup/gitlab-application.ts';
import { addressFindings, correctedIssuer } from '../core/setup/issuer-address.ts';
import { issuerWords, noteWords } from '../core/setup-guide.ts';
import { readArguments } from './arguments.ts';
import { printJson, show, table } from './output.ts';
import { issuerOptions } from './setup-options.ts';
import { prefillFrom } from './setup-prefill.ts';
import { answerTo } from './setup-question.ts';
import { exitCodeFor, languageFor, liveFindings, refusal, sayWords } from './setup-report.ts';
import { loadTexts } from './texts.ts';

/** `tobira setup gitlab`: the settings of the application that people sign in with. */
export async function setupGitLab(words: readonly string[]): Promise<number> {
  const { values } = readArguments(words, issuerOptions, 0);
  const language = languageFor(values.json ? 'json' : 'summary');
  const { setup: texts } = await loadTexts();
  const { issuer: known } = await prefillFrom(values);
  const given = (await answerTo(values.issuer ?? known, '--issuer', texts.askIssuer)).trim();
  const ofAddress = addressFindings(given);
  const faults = ofAddress.filter(({ level }) => level === 'fail');
  if (faults.length > 0) throw refusal(faults.map((finding) => issuerWords(finding, language)));

  const issuer = correctedIssuer(given);
  const findings = [...ofAddress, ...(values.offline ? [] : await liveFindings(issuer))];
  const application = gitLabApplication(issuer);
  if (values.json) {
    printJson({ issuer, ...application, findings });
    return exitCodeFor(findings);
  }
  if (issuer !== given) {
    sayWords(noteWords({ code: 'issuer-corrected', details: { issuer: given, instead: issuer } }, language));
  }
  // Each of them mends one flaw alone: what all of them come to has been said.
  const open = findings.filter(({ code }) => code !== 'address-with-slash' && code !== 'address-in-capitals');
  for (const finding of open) sayWords(issuerWords(finding, language));
  const { name, redirectUri, scopes, pages } = application;
  show(
    `${texts.applicationPages}\n${table([
      [`  ${texts.ownPage}`, pages.own],
      [`  ${texts.groupPage}`, pages.group],
      [`  ${texts.instancePage}`, pages.instance],
    ])}\n${texts.applicationSettings}\n${table([
      ['  Name', name],
      ['  Redirect URI', redirectUri],
      ['  Confidential', texts.unticked],
      ['  Scopes', scopes.join(', ')],
    ])}\n${texts.applicationNext(issuer)}\n`,
  );
  return exitCodeFor(findings);
}
