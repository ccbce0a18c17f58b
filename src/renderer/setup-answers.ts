import type { SetupTexts } from './help-texts.ts';
import type {
  SetupAnswersView,
  SetupCandidateView,
  SetupField,
  SetupProblemView,
} from '../shared/help-view.ts';

/** What the set-up begins with: what a GitLab of the configuration tells. */
export function setupAnswers(candidate: SetupCandidateView | undefined): SetupAnswersView {
  return {
    issuer: candidate?.issuer ?? '',
    clientId: candidate?.clientId ?? '',
    accountId: '',
    partition: 'aws',
    roleName: '',
    users: candidate?.user === undefined ? [] : [candidate.user.id],
    permissions: '',
    maxSession: '1h',
  };
}

/** What a step of the set-up gets. */
export interface SetupStepProps {
  readonly answers: SetupAnswersView;
  readonly candidates: readonly SetupCandidateView[];
  readonly problems: readonly SetupProblemView[];
  /** Fields that somebody has been in: what is missing in others is not said yet. */
  readonly touched: ReadonlySet<SetupField>;
  readonly onChange: (more: Partial<SetupAnswersView>) => void;
  readonly onTouch: (field: SetupField) => void;
}

/** What is to be said at a field now. Nobody is told off for what they have not come to yet. */
export function problemsAt(
  field: SetupField,
  { problems, touched, answers }: Pick<SetupStepProps, 'problems' | 'touched' | 'answers'>,
  words: SetupTexts,
): readonly SetupProblemView[] {
  const seen = touched.has(field) || answers[field].length > 0;
  return problems
    .filter((one) => one.field === field && (seen || one.level === 'warn'))
    .map((one) => missingSaid(one, answers, words));
}

/** What nobody has filled in is missing, and not wrong. Of some answers it matters why: their words say so. */
export function missingSaid(
  problem: SetupProblemView,
  answers: SetupAnswersView,
  words: SetupTexts,
): SetupProblemView {
  const { field } = problem;
  if (field === undefined || field === 'users' || !isMissing(problem, answers)) return problem;
  return { field, level: problem.level, title: words.missing(words.field[field]) };
}

/** Whether a problem is about what nobody has filled in. */
export function isMissing({ field }: SetupProblemView, answers: SetupAnswersView): boolean {
  return field !== undefined && answers[field].length === 0;
}
