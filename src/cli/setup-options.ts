import { parseDuration } from '../core/duration.ts';
import { AppError } from '../core/errors.ts';
import type { SetupAnswers } from '../core/setup/answers.ts';
import { setupFormats, type SetupFormat } from '../core/setup/plan.ts';

/** What all of `tobira setup` understand. */
export const issuerOptions = {
  issuer: { type: 'string' },
  identity: { type: 'string' },
  offline: { type: 'boolean' },
} as const;

/** What those understand that make a role. */
export const roleOptions = {
  ...issuerOptions,
  account: { type: 'string' },
  partition: { type: 'string' },
  'role-name': { type: 'string' },
  permission: { type: 'string', multiple: true },
  'max-session': { type: 'string' },
  format: { type: 'string' },
} as const;

interface RoleValues {
  readonly partition?: string | undefined;
  readonly permission?: readonly string[] | undefined;
  readonly 'max-session'?: string | undefined;
}

/** The part of the answers that stands in options as it is. */
export function roleAnswers(values: RoleValues) {
  const seconds = values['max-session'];
  return {
    ...(values.partition !== undefined && { partition: values.partition }),
    permissions: listed(values.permission),
    ...(seconds !== undefined && { maxSessionSeconds: readDuration(seconds) }),
  };
}

/** An option that may be given more than once, and may hold several with commas between them. */
export function listed(values: readonly string[] | undefined): readonly string[] {
  return (values ?? []).flatMap((value) => value.split(',')).flatMap((part) => part.trim() || []);
}

export type SetupView = SetupFormat | 'summary' | 'json';

/** What is for one of them alone. */
const ownFormats: Readonly<Record<SetupAnswers['for'], SetupFormat | undefined>> = {
  people: 'config',
  jobs: 'gitlab-ci',
  github: 'github-workflow',
};

/** @throws AppError `usage` where there is no such format for `whom` */
export function chooseView(
  format: string | undefined,
  json: boolean | undefined,
  whom: SetupAnswers['for'],
): SetupView {
  const others = Object.values({ ...ownFormats, [whom]: undefined });
  const formats = setupFormats.filter((one) => !others.includes(one));
  const known: readonly SetupView[] = ['summary', ...formats, 'json'];
  const name = json === true ? 'json' : (format ?? 'summary');
  const view = known.find((one) => one === name);
  if (view !== undefined) return view;
  throw new AppError('usage', { fault: 'choice-unknown', option: 'format', name, known });
}

function readDuration(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds >= 3600 && seconds <= 43_200) return seconds;
  throw new AppError('usage', { fault: 'no-duration', text, shortest: '1h', longest: '12h' });
}
