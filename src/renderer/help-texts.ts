import type {
  DangerView,
  ExplanationText,
  LevelView,
  LinkNeedView,
  SetupField,
  SetupOutputId,
  SetupPartition,
  VerdictView,
} from '../shared/help-view.ts';

import type { ImportTexts } from './import-texts.ts';
import type { SettingsTexts } from './settings-texts.ts';

/** The words of a page that stands in the place of the list. */
export interface HelpPageTexts {
  readonly back: string;
  /** Of the menu that leads to these pages. */
  readonly menu: string;
  readonly copy: string;
  readonly save: string;
  /** @param fileName as the user has chosen it */
  readonly saved: (fileName: string) => string;
  /** Names a box of text for screen readers, which may scroll in it. */
  readonly textOf: (title: string) => string;
}

/** Why AWS refuses a role. */
export interface ExplainTexts {
  /** The button that leads from a refused role to the page. */
  readonly open: string;
  readonly title: string;
  readonly asking: string;
  readonly shown: string;
  readonly facts: Readonly<Record<Exclude<ExplanationText, 'required' | 'corrected'>, string>>;
  readonly issued: string;
  readonly expires: string;
  readonly clock: string;
  /** How far this computer's clock is off the issuer's, in whole seconds. */
  readonly clockRight: string;
  readonly clockAhead: (seconds: number) => string;
  readonly clockBehind: (seconds: number) => string;
  readonly paste: string;
  readonly pasteHint: string;
  readonly check: string;
  readonly tooLong: string;
  readonly verdict: Readonly<Record<VerdictView['answer'], string>>;
  readonly danger: Readonly<Record<DangerView['level'], string>>;
  readonly dangers: string;
  readonly corrected: string;
  readonly required: string;
  /** @param providerArn of an IAM identity provider */
  readonly provider: (providerArn: string) => string;
  readonly audience: string;
  /** Above what the further roles of a chain must allow. */
  readonly links: string;
  readonly linksLead: string;
  readonly link: (link: LinkNeedView) => string;
}

/** The check-up. */
export interface DoctorTexts {
  readonly title: string;
  readonly running: string;
  readonly level: Readonly<Record<LevelView, string>>;
  /** How many findings there are of each level that counts. */
  readonly summary: (counts: Readonly<Record<LevelView, number>>) => string;
  /** Where nothing fails, nothing is worth a look, and everything could be looked at. */
  readonly allWell: string;
  readonly notSetUp: string;
  readonly notSignedIn: (identities: readonly string[]) => string;
  readonly again: string;
  readonly save: string;
  readonly saveHint: string;
}

/** The set-up. */
export interface SetupTexts {
  readonly title: string;
  readonly offer: string;
  readonly steps: Readonly<Record<'gitlab' | 'aws' | 'files', string>>;
  readonly stepsLabel: string;
  readonly next: string;
  readonly previous: string;
  readonly field: Readonly<Record<SetupField, string>>;
  readonly hint: Readonly<Record<SetupField, string>>;
  readonly partition: Readonly<Record<SetupPartition, string>>;
  /** @param field its name */
  readonly missing: (field: string) => string;
  readonly goTo: (step: string) => string;
  readonly choose: string;
  readonly settings: string;
  readonly settingsHint: string;
  readonly copySetting: (name: string) => string;
  readonly checkIssuer: string;
  readonly checking: string;
  readonly issuerFine: string;
  readonly addUser: string;
  readonly removeUser: (user: string) => string;
  readonly you: (name: string) => string;
  readonly users: string;
  /** Where nothing was filled in yet. */
  readonly notYet: string;
  /** Where something was, and cannot be used. */
  readonly notRight: string;
  readonly notYetHint: string;
  readonly outputHint: Readonly<Record<SetupOutputId, string>>;
  readonly forms: string;
}

export interface HelpTexts {
  readonly settings: SettingsTexts;
  readonly imports: ImportTexts;
  readonly page: HelpPageTexts;
  readonly explain: ExplainTexts;
  readonly doctor: DoctorTexts;
  readonly setup: SetupTexts;
}
