import { findingWords, groupName, groupOf } from '../core/doctor-guide.ts';
import { checks, type Finding } from '../core/doctor/finding.ts';
import { hindranceIn } from '../core/doctor/hindrance.ts';
import { consequences } from '../core/guide/consequences.ts';
import { groups } from '../core/guide/doctor-words.ts';
import type { Language } from '../core/model.ts';
import type { FindingActionView, FindingGroupView, FindingView, HindranceView } from '../shared/help-view.ts';
import type { AppView } from '../shared/view.ts';

/** Findings in the order in which people read of them, whenever each came. */
export function presentFindings(
  findings: readonly Finding[],
  view: AppView,
  language: Language,
): readonly FindingGroupView[] {
  const inOrder = findings.toSorted((one, other) => checks.indexOf(one.check) - checks.indexOf(other.check));
  return groups.flatMap((id): readonly FindingGroupView[] => {
    const own = inOrder.filter((one) => groupOf(one) === id);
    if (own.length === 0) return [];
    return [
      {
        id,
        title: groupName(id, language),
        findings: own.map((one) => presentFinding(one, view, language)),
      },
    ];
  });
}

/** What the whole comes to where nothing need be broken. */
export function presentHindrance(
  findings: readonly Finding[],
  { identities }: AppView,
): HindranceView | undefined {
  const found = hindranceIn(findings);
  if (found?.kind !== 'not-signed-in') return found;
  return { ...found, identities: found.identities.map((one) => labelOf(one, identities)) };
}

function labelOf(id: string, identities: AppView['identities']): string {
  return identities.find((one) => one.id === id)?.label ?? id;
}

function presentFinding(finding: Finding, view: AppView, language: Language): FindingView {
  const { found, next } = findingWords(finding, language);
  const about = nameOf(finding, view);
  const action = actionFor(finding, view);
  return {
    level: finding.level,
    title: found,
    ...(about !== undefined && { about }),
    ...(next !== undefined && finding.level !== 'ok' && { advice: next }),
    ...(action && { action }),
  };
}

/** Which identity or role is meant, as the window calls it. The words of other findings name what they are about. */
function nameOf({ check, about }: Finding, { identities, roles }: AppView): string | undefined {
  switch (check) {
    case 'session':
    case 'userinfo':
      return identities.find(({ id }) => id === about)?.label ?? about;
    case 'role':
      return roles.find(({ id }) => id === about)?.name ?? about;
    default:
      return undefined;
  }
}

/** The one thing that a button can do about it here. */
function actionFor(
  { check, about, level, code }: Finding,
  { identities, roles }: AppView,
): FindingActionView | undefined {
  if (level === 'ok' || level === 'skipped') return undefined;
  if (check === 'config') return { kind: 'open-config' };
  const action = new Map(Object.entries(consequences)).get(code)?.action;
  if (action === 'explain' && roles.some(({ id }) => id === about) && about !== undefined) {
    return { kind: 'explain', roleId: about };
  }
  if (action === 'open-config') return { kind: 'open-config' };
  const identity = check === 'session' ? identities.find(({ id }) => id === about) : undefined;
  if (identity?.session.status === 'signed-out') return { kind: 'sign-in', identityId: identity.id };
  return undefined;
}
