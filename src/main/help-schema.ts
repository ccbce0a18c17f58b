import type { CallName, ResponseOf, SaveAnswer } from '../shared/ipc.ts';
import type {
  AdviceView,
  CorrectedView,
  DangerView,
  DoctorView,
  ExplanationView,
  LinkNeedView,
  FindingActionView,
  FindingGroupId,
  FindingGroupView,
  FindingView,
  HindranceView,
  LevelView,
  NeededView,
  ReasonView,
  SetupCandidateView,
  SetupOutputId,
  SetupOutputView,
  SetupPlanView,
  SetupProblemView,
  SetupSettingView,
  TokenFactsView,
  VerdictView,
} from '../shared/help-view.ts';
import { finite, listOf, oneOf, optional, recordOf, text, variantOf, type Schema } from './plain-schema.ts';

/** What the pages of advice may get: the shared types once more, as checks that run. */

const token = recordOf<TokenFactsView>({
  issuer: text,
  audience: text,
  subject: text,
  issuedAt: optional(finite),
  expiresAt: finite,
  skewSeconds: optional(finite),
  keyId: optional(text),
});

const advice = recordOf<AdviceView>({ title: text, hint: optional(text) });

type Judged = Exclude<VerdictView, { readonly answer: 'unreadable' }>;
type Unreadable = Exclude<VerdictView, Judged>;
const judged = recordOf<Judged>({
  answer: oneOf('allowed', 'refused', 'unknown'),
  title: text,
  reasons: listOf(recordOf<ReasonView>({ title: text, lines: listOf(text) })),
  dangers: listOf(recordOf<DangerView>({ level: oneOf('danger', 'warning', 'note'), text })),
  corrected: optional(recordOf<CorrectedView>({ policy: text, changes: listOf(text) })),
  obstacles: listOf(text),
});
const unreadable = recordOf<Unreadable>({ answer: oneOf('unreadable'), faults: listOf(text) });
const verdict: Schema<VerdictView> = {
  complaint: (value) => (has(value, 'answer', 'unreadable') ? unreadable : judged).complaint(value),
};

const explanation = recordOf<ExplanationView>({
  roleId: text,
  roleArn: text,
  token,
  needed: recordOf<NeededView>({ providerArn: text, policy: optional(text), obstacles: listOf(text) }),
  links: optional(
    listOf(
      recordOf<LinkNeedView>({
        ...{ roleArn: text, from: text, externalId: oneOf(true, false) },
        actions: listOf(oneOf('sts:AssumeRole', 'sts:SetSourceIdentity')),
      }),
    ),
  ),
  verdict: optional(verdict),
});

const level: Schema<LevelView> = oneOf('ok', 'warn', 'fail', 'skipped');

const findingAction = variantOf<FindingActionView, 'kind'>('kind', {
  'sign-in': { identityId: text },
  explain: { roleId: text },
  'open-config': {},
});

const finding = recordOf<FindingView>({
  level,
  about: optional(text),
  title: text,
  advice: optional(text),
  action: optional(findingAction),
});

const group: Schema<FindingGroupId> = oneOf('program', 'files', 'computer', 'network', 'session', 'roles');

export const doctorSchema = recordOf<DoctorView>({
  status: oneOf('running', 'done'),
  groups: listOf(recordOf<FindingGroupView>({ id: group, title: text, findings: listOf(finding) })),
  at: finite,
  hindrance: optional(
    variantOf<HindranceView, 'kind'>('kind', {
      'not-set-up': {},
      'not-signed-in': { identities: listOf(text) },
    }),
  ),
});

const candidate = recordOf<SetupCandidateView>({
  label: text,
  issuer: text,
  clientId: text,
  user: optional(recordOf<Required<SetupCandidateView>['user']>({ id: text, name: text })),
});

const output: Schema<SetupOutputId> = oneOf('aws-cli', 'terraform', 'cloudformation', 'policy', 'config');

const plan = recordOf<SetupPlanView>({
  problems: listOf(
    recordOf<SetupProblemView>({
      field: optional(
        oneOf(
          ...(['issuer', 'clientId', 'accountId', 'partition'] as const),
          ...(['roleName', 'users', 'permissions', 'maxSession'] as const),
        ),
      ),
      level: oneOf('warn', 'fail'),
      title: text,
      hint: optional(text),
    }),
  ),
  settings: listOf(recordOf<SetupSettingView>({ name: text, value: text })),
  outputs: listOf(recordOf<SetupOutputView>({ id: output, fileName: text, text })),
  notes: listOf(advice),
});

type Done<Response> = Extract<Response, { readonly ok: true }>;
type Given<Name extends CallName> = Done<ResponseOf<Name>>;

/** What is answered where all goes well. */
export const given = {
  'explain:role': recordOf<Given<'explain:role'>>({ ok: oneOf(true), explanation }),
  'doctor:save': recordOf<Done<SaveAnswer>>({ ok: oneOf(true), fileName: optional(text) }),
  'setup:begin': recordOf<Given<'setup:begin'>>({ ok: oneOf(true), candidates: listOf(candidate) }),
  'setup:check-issuer': recordOf<Given<'setup:check-issuer'>>({ ok: oneOf(true), findings: listOf(finding) }),
  'setup:plan': recordOf<Given<'setup:plan'>>({ ok: oneOf(true), plan }),
  'setup:save': recordOf<Done<SaveAnswer>>({ ok: oneOf(true), fileName: optional(text) }),
};

/** An answer is what was asked for, or a failure. */
export function answerSchema<Done extends { readonly ok: true }, Failed extends { readonly ok: false }>(
  done: Schema<Done>,
  failed: Schema<Failed>,
): Schema<Done | Failed> {
  return { complaint: (value) => (has(value, 'ok', true) ? done : failed).complaint(value) };
}

function has(value: unknown, key: string, content: unknown): boolean {
  return typeof value === 'object' && value !== null && new Map(Object.entries(value)).get(key) === content;
}
