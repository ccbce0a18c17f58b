import type { BrowserWindow } from 'electron';
import { knownRegion } from '../adapters/aws/partitions.ts';
import type { Finding } from '../core/doctor/finding.ts';
import { checkIssuer } from '../core/issuer-check.ts';
import type { Owner } from '../core/owner.ts';
import { configInUse } from '../core/state.ts';
import type { Clock, ConfigSource, Http } from '../core/ports.ts';
import type { DoctorView, SetupCandidateView } from '../shared/help-view.ts';
import type { AppView } from '../shared/view.ts';
import { createAppCheckUp } from './app-check-up.ts';
import { createDoctoring } from './doctoring.ts';
import { createExplaining } from './explaining.ts';
import type { HelpHandlers } from './help-handlers.ts';
import { createOutcomes } from './outcome.ts';
import { presentFindings, presentHindrance } from './present-doctor.ts';
import { presentExplanation } from './present-explanation.ts';
import { presentIssuerFindings, presentSetup } from './present-setup.ts';
import { createFileSaver } from './save-file.ts';
import { createSettingUp } from './setting-up.ts';

interface Parts {
  readonly owner: Owner;
  readonly http: Http;
  readonly configSource: ConfigSource;
  /** Without the check-up itself, which is drawn from it. */
  readonly view: () => AppView;
  readonly window: () => BrowserWindow | undefined;
  readonly copy: (text: string) => Promise<void>;
  /** What the window shows has changed. */
  readonly changed: () => void;
  readonly clock: Clock;
}

/** All behind the pages of advice. */
export interface Help {
  readonly handlers: HelpHandlers;
  /** The last check-up. */
  doctor(): DoctorView | undefined;
}

export function composeHelp({ owner, http, configSource, view, window, copy, changed, clock }: Parts): Help {
  const language = () => view().language;
  const outcomes = createOutcomes(language);
  const saveFile = createFileSaver(window, configSource.path);
  const checkUp = createAppCheckUp({ owner, configSource, clock });
  const doctoring = createDoctoring<Finding>({
    ...checkUp,
    present(findings) {
      const shown = view();
      const hindrance = presentHindrance(findings, shown);
      return { groups: presentFindings(findings, shown, language()), ...(hindrance && { hindrance }) };
    },
    saveFile,
    changed,
    now: () => clock.now(),
    outcomes,
  });
  return {
    doctor: () => doctoring.view(),
    handlers: {
      ...createExplaining({
        explain: async (roleId, policy) =>
          presentExplanation(await owner.explain(roleId), policy, language()),
        ...{ copy, outcomes },
      }),
      ...doctoring.handlers,
      ...createSettingUp({
        candidates: () => candidates(owner, view()),
        checkIssuer: async (issuer) => {
          const { findings } = await checkIssuer(issuer.trim(), http, clock);
          return presentIssuerFindings(findings, language());
        },
        tryRole: (tried) => owner.tryRole(tried, knownRegion),
        plan: (answers) => presentSetup(answers, language()),
        copy,
        saveFile,
        outcomes,
      }),
    },
  };
}

/** Every GitLab of the configuration, those with a user first. */
function candidates({ state }: Owner, { identities }: AppView): readonly SetupCandidateView[] {
  const known = configInUse(state.get())?.identities ?? [];
  const all = identities.map(({ id, label, issuer, session }): SetupCandidateView => {
    const clientId = known.find((one) => one.id === id)?.clientId ?? '';
    if (session.status !== 'signed-in') return { label, issuer, clientId };
    return { label, issuer, clientId, user: { id: session.user.subject, name: session.user.name } };
  });
  return [...all.filter(({ user }) => user !== undefined), ...all.filter(({ user }) => user === undefined)];
}
