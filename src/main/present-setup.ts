import { parseDuration } from '../core/duration.ts';
import type { Language } from '../core/model.ts';
import { issuerWords, noteWords, problemWords } from '../core/setup-guide.ts';
import type { PeopleAnswers } from '../core/setup/answers.ts';
import { gitLabApplication } from '../core/setup/gitlab-application.ts';
import { withoutSlash } from '../core/setup/issuer-address.ts';
import type { IssuerFinding } from '../core/setup/issuer-finding.ts';
import { planSetup, type SetupFormat, type SetupPlan } from '../core/setup/plan.ts';
import type { SetupNoteCode, SetupProblem, SetupProblemCode } from '../core/setup/problem.ts';
import type {
  FindingView,
  SetupAnswersView,
  SetupField,
  SetupOutputId,
  SetupOutputView,
  SetupPlanView,
  SetupProblemView,
  SetupSettingView,
} from '../shared/help-view.ts';

/** From what was typed to what the page shows of it. */
export function presentSetup(answers: SetupAnswersView, language: Language): SetupPlanView {
  const plan = planSetup(peopleAnswers(answers));
  const settings = presentSettings(answers.issuer, language);
  if (plan.kind === 'refused') {
    const problems = plan.problems.map((problem) => presentProblem(problem, language));
    return { problems, settings, outputs: [], notes: [] };
  }
  return { settings, outputs: presentOutputs(plan.outputs), ...presentNotes(plan, language) };
}

/** What a look at an issuer brought, as the page shows it. */
export function presentIssuerFindings(
  findings: readonly IssuerFinding[],
  language: Language,
): readonly FindingView[] {
  return findings.map((finding) => {
    const { title, advice } = issuerWords(finding, language);
    // Whoever looks at it here means to have AWS trust it, which no address of a private network can be.
    const isHidden = finding.code === 'host-private' && finding.details.what === 'issuer';
    return { level: isHidden ? 'fail' : finding.level, title, advice };
  });
}

function peopleAnswers(answers: SetupAnswersView): PeopleAnswers {
  const { issuer, clientId, accountId, partition, roleName, users, permissions, maxSession } = answers;
  return {
    for: 'people',
    issuer,
    applicationId: clientId.trim(),
    accountId,
    partition,
    roleName: roleName.trim(),
    users,
    permissions: permissions.split(/[\s,;]+/).filter((one) => one !== ''),
    maxSessionSeconds: parseDuration(maxSession) ?? 0,
  };
}

/** Where each problem can be mended; nowhere on the page where the field is absent. */
const fields: Readonly<Record<SetupProblemCode, SetupField | undefined>> = {
  'issuer-unfit': 'issuer',
  'partition-unknown': 'partition',
  'account-unreadable': 'accountId',
  'role-name-unfit': 'roleName',
  'role-name-too-long': 'roleName',
  'permission-unreadable': 'permissions',
  'permission-elsewhere': 'permissions',
  'session-length': 'maxSession',
  'application-missing': 'clientId',
  'application-secret': 'clientId',
  'users-missing': 'users',
  'user-not-a-number': 'users',
  'audience-is-application': undefined,
  'audience-unreadable': undefined,
  'project-missing': undefined,
  'project-unreadable': undefined,
  'ref-missing': undefined,
  'ref-unreadable': undefined,
  'environment-missing': undefined,
  'environment-unreadable': undefined,
  'environment-differs': undefined,
  'answers-beside-subject': undefined,
  'repository-unreadable': undefined,
  'environment-or-ref': undefined,
  'console-in-artifacts': undefined,
  'too-many-refs': undefined,
  'answers-of-other-provider': undefined,
  'subject-is-person': undefined,
  'subject-without-project': undefined,
  'subject-whole-group': undefined,
  'tier-unknown': undefined,
  'grant-refused': undefined,
};

function presentProblem(problem: SetupProblem, language: Language): SetupProblemView {
  const { title, advice } = problemWords(problem, language);
  const field = fields[problem.code];
  return { ...(field && { field }), level: 'fail', title, hint: advice };
}

/** Notes that stand beside an answer; the others stand below the files. */
const noteFields: Readonly<Partial<Record<SetupNoteCode, SetupField>>> = {
  'issuer-unreachable': 'issuer',
  'issuer-corrected': 'issuer',
  'issuer-doubtful': 'issuer',
};

function presentNotes(
  { notes }: Extract<SetupPlan, { kind: 'planned' }>,
  language: Language,
): Pick<SetupPlanView, 'problems' | 'notes'> {
  const told = notes.map((note) => ({
    field: noteFields[note.code],
    level: note.code === 'issuer-unreachable' ? ('fail' as const) : ('warn' as const),
    ...noteWords(note, language),
  }));
  return {
    problems: told.flatMap(({ field, level, title, advice }): readonly SetupProblemView[] =>
      field === undefined ? [] : [{ field, level, title, hint: advice }],
    ),
    notes: told.flatMap(({ field, title, advice }) => (field === undefined ? [{ title, hint: advice }] : [])),
  };
}

const outputIds: Readonly<Record<SetupFormat, SetupOutputId | undefined>> = {
  'aws-cli': 'aws-cli',
  terraform: 'terraform',
  cloudformation: 'cloudformation',
  policy: 'policy',
  config: 'config',
  'gitlab-ci': undefined,
  'github-workflow': undefined,
};

/** In the order of the tabs. */
const order: readonly SetupOutputId[] = ['aws-cli', 'terraform', 'cloudformation', 'policy', 'config'];

function presentOutputs(
  outputs: Extract<SetupPlan, { kind: 'planned' }>['outputs'],
): readonly SetupOutputView[] {
  const views = outputs.flatMap(({ format, fileName, text }): readonly SetupOutputView[] => {
    const id = outputIds[format];
    return id === undefined ? [] : [{ id, fileName, text }];
  });
  return views.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}

/** GitLab's own words, as its form shows them in each language. */
const settingNames: Readonly<
  Record<
    Language,
    Readonly<Record<'name' | 'redirectUri' | 'confidential' | 'scopes' | 'page' | 'no', string>>
  >
> = {
  en: {
    page: 'Page',
    name: 'Name',
    redirectUri: 'Redirect URI',
    confidential: 'Confidential',
    scopes: 'Scopes',
    no: 'Not ticked',
  },
  ja: {
    page: 'ページ',
    name: '名前',
    redirectUri: 'リダイレクト URI',
    confidential: '非公開 (Confidential)',
    scopes: 'スコープ (Scopes)',
    no: 'オフ',
  },
};

function presentSettings(issuer: string, language: Language): readonly SetupSettingView[] {
  const { name, redirectUri, scopes, pages } = gitLabApplication(withoutSlash(issuer.trim()));
  const words = settingNames[language];
  return [
    ...(/^https?:\/\/./.test(issuer.trim()) ? [{ name: words.page, value: pages.own }] : []),
    { name: words.name, value: name },
    { name: words.redirectUri, value: redirectUri },
    { name: words.confidential, value: words.no },
    { name: words.scopes, value: scopes.join(' ') },
  ];
}
