import type { ConfirmationView, RoleView } from '../shared/view.ts';
import type { Texts } from './texts.ts';

/** What is said before a role is used. */
export interface ConfirmWords {
  readonly title: string;
  readonly lines: readonly string[];
  /** What a yes means. */
  readonly hint: string;
}

/**
 * The configuration asks for a yes to some roles, whoever wants them. The full access to a role that is read-only by
 * itself is asked about without that, and then of nobody but the user who has just chosen it.
 *
 * @param role absent where the configuration no longer names it
 */
export function confirmWords(
  { by, forSeconds, fullAccess }: ConfirmationView,
  role: Pick<RoleView, 'confirm'> | undefined,
  { confirm }: Texts,
): ConfirmWords {
  if (fullAccess !== true) {
    return { title: confirm.title, lines: [confirm.who[by]], hint: confirm.holds(forSeconds) };
  }
  const isConfigured = role?.confirm !== false;
  return {
    title: confirm.fullTitle,
    lines: isConfigured ? [confirm.who[by], confirm.full] : [confirm.full],
    hint: isConfigured ? confirm.holds(forSeconds) : confirm.fullHolds(forSeconds),
  };
}
