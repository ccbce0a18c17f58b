import { AppError } from '../core/errors.ts';
import type { RequestOf } from '../shared/ipc.ts';
import type {
  FindingView,
  SetupAnswersView,
  SetupCandidateView,
  SetupOutputId,
  SetupPlanView,
} from '../shared/help-view.ts';
import type { HelpHandlers } from './help-handlers.ts';
import type { Outcomes } from './outcome.ts';
import type { FileSaver } from './save-file.ts';

interface Parts {
  readonly candidates: () => readonly SetupCandidateView[];
  readonly checkIssuer: (issuer: string) => Promise<readonly FindingView[]>;
  readonly tryRole: (tried: RequestOf<'setup:try-role'>) => Promise<void>;
  readonly plan: (answers: SetupAnswersView) => SetupPlanView;
  readonly copy: (text: string) => Promise<void>;
  readonly saveFile: FileSaver;
  readonly outcomes: Outcomes;
}

/** Plans set-ups, and remembers the last plan: what is copied and saved is taken from here, not from the page. */
export function createSettingUp({
  candidates,
  checkIssuer,
  tryRole,
  plan,
  copy,
  saveFile,
  outcomes,
}: Parts): Pick<
  HelpHandlers,
  'setup:begin' | 'setup:check-issuer' | 'setup:try-role' | 'setup:plan' | 'setup:copy' | 'setup:save'
> {
  let last: SetupPlanView | undefined;

  function output(id: SetupOutputId) {
    const found = last?.outputs.find((one) => one.id === id);
    if (found === undefined) throw new AppError('internal', {});
    return found;
  }

  async function copyPart(what: RequestOf<'setup:copy'>['what']): Promise<void> {
    if (!isSetting(what)) return copy(output(what).text);
    const setting = last?.settings[Number(what.slice('setting-'.length))];
    if (setting === undefined) throw new AppError('internal', {});
    await copy(setting.value);
  }

  async function save(id: SetupOutputId) {
    const { fileName, text } = output(id);
    const saved = await saveFile({ fileName, text });
    return saved === undefined ? {} : { fileName: saved };
  }

  return {
    'setup:begin': () => Promise.resolve({ ok: true, candidates: candidates() }),
    'setup:check-issuer': ({ issuer }) =>
      outcomes.answer(checkIssuer(issuer).then((findings) => ({ findings }))),
    'setup:try-role': (tried) => outcomes.outcome(tryRole(tried)),
    'setup:plan': (answers) => {
      last = plan(answers);
      return Promise.resolve({ ok: true, plan: last });
    },
    'setup:copy': ({ what }) => outcomes.outcome(copyPart(what)),
    'setup:save': ({ output: id }) => outcomes.answer(save(id)),
  };
}

function isSetting(what: RequestOf<'setup:copy'>['what']): what is `setting-${number}` {
  return what.startsWith('setting-');
}
