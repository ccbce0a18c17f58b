import { AppError } from '../core/errors.ts';
import type { Language } from '../core/model.ts';
import type { Log } from '../core/ports.ts';
import { version } from '../core/version.ts';
import type { CallName, Outcome, ResponseOf } from '../shared/ipc.ts';
import type { ViewPush, WholeView } from '../shared/view-push.ts';
import type { ErrorView } from '../shared/view.ts';
import { activitySchema } from './activity-schema.ts';
import { answerSchema, given } from './help-schema.ts';
import { importAnswers } from './import-schema.ts';
import { listOf, oneOf, recordOf, type Schema } from './plain-schema.ts';
import { presentError } from './present-error.ts';
import { pushSchema, wholeSchema } from './push-schema.ts';
import { complaintSchema, roleDetailsSchema, settingsViewSchema } from './settings-schema.ts';
import { pageSchema, servicesSchema } from './page-schema.ts';
import { browsersSchema, errorSchema, failedSchema, outcomeSchema } from './view-schema.ts';

type Failed = Extract<Outcome, { readonly ok: false }>;

/** The last look at what leaves for the window. What has another shape than agreed stays here, and is not logged either. */
export interface Outgoing {
  /** @returns the answer, or the same kind of answer that tells of an internal error */
  answer<Name extends CallName>(name: Name, value: ResponseOf<Name>): ResponseOf<Name>;
  /** @returns the push, or a view that shows an internal error and nothing else */
  push(value: ViewPush): ViewPush;
}

interface Kind<T> {
  readonly schema: Schema<T>;
  readonly instead: (language: Language, value: T) => T;
}

function failedView(language: Language, { edition }: ViewPush): WholeView {
  return {
    kind: 'whole',
    edition,
    view: {
      version,
      theme: 'system',
      language,
      config: { status: 'failed', path: '', error: internal(language) },
      identities: [],
      roles: [],
      deliveries: [],
      copyFormat: 'env',
      confirmations: [],
      recentServices: [],
      alarms: [],
      strays: [],
    },
  };
}

const whole: Kind<WholeView> = { schema: wholeSchema, instead: failedView };
const push: Kind<ViewPush> = { schema: pushSchema, instead: failedView };

const outcome: Kind<Outcome> = {
  schema: outcomeSchema,
  instead: (language) => ({ ok: false, error: internal(language) }),
};

/** An answer that holds what was asked for, where all goes well. */
function giving<Done extends { readonly ok: true }>(schema: Schema<Done>): Kind<Done | Failed> {
  return {
    schema: answerSchema(schema, failedSchema),
    instead: (language) => ({ ok: false, error: internal(language) }),
  };
}

type Settings = Extract<ResponseOf<'settings:get'>, { readonly ok: true }>;
const settingsAnswer = recordOf<Settings>({ ok: oneOf(true), settings: settingsViewSchema(errorSchema) });
type Edited = Extract<ResponseOf<'config:edit'>, { readonly ok: true }>;
const editAnswer = recordOf<Edited>({ ok: oneOf(true), complaints: listOf(complaintSchema) });

const answers: { readonly [Name in CallName]: Kind<ResponseOf<Name>> } = {
  'view:get': whole,
  'identity:sign-in': outcome,
  'identity:sign-in-by-code': outcome,
  'identity:cancel-sign-in': outcome,
  'identity:reopen-login': outcome,
  'identity:copy-login': outcome,
  'identity:copy-user-id': outcome,
  'identity:sign-out': outcome,
  'role:console': outcome,
  'role:pin': outcome,
  'services:list': giving(servicesSchema),
  'page:read': giving(pageSchema),
  'tray-host:dismiss': outcome,
  'role:deliver': outcome,
  'role:retry': outcome,
  'role:cancel': outcome,
  'browsers:list': giving(browsersSchema),
  'role:details': giving(
    recordOf<Extract<ResponseOf<'role:details'>, { readonly ok: true }>>({
      ok: oneOf(true),
      details: roleDetailsSchema,
    }),
  ),
  'catalogue:read': outcome,
  'catalogue:sign-in': outcome,
  'catalogue:cancel-sign-in': outcome,
  'catalogue:sign-out': outcome,
  'catalogue:trust': outcome,
  'catalogue:dismiss-change': outcome,
  'catalogue:put-away': outcome,
  'role:confirm': outcome,
  'role:decline': outcome,
  'endpoint:turn': outcome,
  'role:copy-fact': outcome,
  'alarm:dismiss': outcome,
  'lock:ask': outcome,
  'lock:everything': outcome,
  'lock:dismiss': outcome,
  'activity:list': giving(activitySchema),
  'activity:clear': outcome,
  'settings:get': giving(settingsAnswer),
  'settings:change': giving(editAnswer),
  'config:edit': giving(editAnswer),
  'config:check': giving(editAnswer),
  'updates:look': outcome,
  'updates:open-page': outcome,
  'updates:dismiss': outcome,
  'config:open': outcome,
  'config:reload': outcome,
  'explain:role': giving(given['explain:role']),
  'explain:copy': outcome,
  'doctor:run': outcome,
  'doctor:save': giving(given['doctor:save']),
  'setup:begin': giving(given['setup:begin']),
  'setup:check-issuer': giving(given['setup:check-issuer']),
  'setup:try-role': outcome,
  'setup:plan': giving(given['setup:plan']),
  'setup:copy': outcome,
  'setup:save': giving(given['setup:save']),
  'import:preview': giving(importAnswers['import:preview']),
  'import:write': giving(importAnswers['import:write']),
  'export:save': giving(importAnswers['export:save']),
};

/** @param language of what is said instead of what is withheld */
export function createOutgoing(log: Log, language: Language = 'en'): Outgoing {
  function look<T>(name: string, { schema, instead }: Kind<T>, value: T): T {
    const complaint = schema.complaint(value);
    if (complaint === undefined) return value;
    log.warn('withheld from the window', { name, at: complaint.at, expected: complaint.expected });
    return instead(language, value);
  }
  return {
    answer: (name, value) => look(name, answers[name], value),
    push: (value) => look('view:changed', push, value),
  };
}

function internal(language: Language): ErrorView {
  return presentError(new AppError('internal', {}), language);
}
