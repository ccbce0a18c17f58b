import { AppError } from '../core/errors.ts';
import type { DoctorView } from '../shared/help-view.ts';
import type { HelpHandlers } from './help-handlers.ts';
import type { Outcomes } from './outcome.ts';
import type { FileSaver } from './save-file.ts';

interface Parts<Finding> {
  /** Resolves when all checks are done. */
  readonly examine: (found: (finding: Finding) => void) => Promise<void>;
  readonly present: (findings: readonly Finding[]) => Pick<DoctorView, 'groups' | 'hindrance'>;
  /** A report without secrets. */
  readonly bundle: (findings: readonly Finding[]) => Promise<string>;
  readonly saveFile: FileSaver;
  /** Each finding is news for the window. */
  readonly changed: () => void;
  readonly now: () => number;
  readonly outcomes: Outcomes;
}

interface Doctoring {
  /** The last check-up, as far as it has come; undefined where there was none. */
  view(): DoctorView | undefined;
  readonly handlers: Pick<HelpHandlers, 'doctor:run' | 'doctor:save'>;
}

interface CheckUp<Finding> {
  readonly at: number;
  readonly status: DoctorView['status'];
  readonly findings: readonly Finding[];
}

/** Runs check-ups, one at a time, and keeps the last one for the window to show and the user to save. */
export function createDoctoring<Finding>({
  examine,
  present,
  bundle,
  saveFile,
  changed,
  now,
  outcomes,
}: Parts<Finding>): Doctoring {
  let last: CheckUp<Finding> | undefined;
  let running: Promise<void> | undefined;

  function show(next: CheckUp<Finding>): void {
    last = next;
    changed();
  }

  async function run(): Promise<void> {
    let current: CheckUp<Finding> = { at: now(), status: 'running', findings: [] };
    show(current);
    try {
      await examine((finding) => {
        current = { ...current, findings: [...current.findings, finding] };
        show(current);
      });
    } finally {
      running = undefined;
      show({ ...current, status: 'done' });
    }
  }

  async function save() {
    if (last === undefined) throw new AppError('internal', {});
    const day = new Date(last.at).toISOString().slice(0, 10);
    const saved = await saveFile({
      fileName: `tobira-report-${day}.json`,
      text: await bundle(last.findings),
    });
    return saved === undefined ? {} : { fileName: saved };
  }

  return {
    view: () => last && { status: last.status, at: last.at, ...present(last.findings) },
    handlers: {
      'doctor:run': () => {
        running ??= run();
        return outcomes.outcome(running);
      },
      'doctor:save': () => outcomes.answer(save()),
    },
  };
}
