import type { RoleShown } from '../core/explanations.ts';
import type { Language } from '../core/model.ts';
import { trustWordsOf } from '../core/trust-guide.ts';
import { explainTrust, type Explanation } from '../core/trust/explanation.ts';
import type { ExplanationView, TokenFactsView, VerdictView } from '../shared/help-view.ts';

/** Holds what AWS is shown for a role against a trust policy, where there is one, and says it in words. */
export function presentExplanation(
  shown: RoleShown,
  policy: string | undefined,
  language: Language,
): ExplanationView {
  const { role, roleArn, token, sessionName, now, links } = shown;
  const question = { roleArn, token, sessionName, now };
  const explanation = explainTrust({ ...question, ...(policy !== undefined && { policy }) });
  const { needed } = explanation;
  const verdict = presentVerdict(explanation, language);
  return {
    roleId: role,
    roleArn: explanation.roleArn,
    token: presentToken(shown),
    needed: {
      providerArn: needed.providerArn,
      ...(needed.policy !== undefined && { policy: needed.policy }),
      obstacles: trustWordsOf({ roleArn: explanation.roleArn, token, needed }, language).obstacles,
    },
    ...(links && {
      links: links.map(({ roleArn: link, from, actions, externalId }) => ({
        ...{ roleArn: link, from, actions, externalId },
      })),
    }),
    ...(verdict && { verdict }),
  };
}

/** Named field by field: whatever else the facts may hold one day stays here. */
function presentToken({ token, skewSeconds }: RoleShown): TokenFactsView {
  const { issuer, audience, subject, issuedAt, expiresAt, keyId } = token;
  return {
    issuer,
    audience: audience.join(', '),
    subject,
    expiresAt,
    // The core counts what is to be added here; people ask how far their own clock is ahead.
    skewSeconds: -skewSeconds,
    ...(issuedAt !== undefined && { issuedAt }),
    ...(keyId !== undefined && { keyId }),
  };
}

function presentVerdict(explanation: Explanation, language: Language): VerdictView | undefined {
  const { policy } = explanation;
  if (policy === undefined) return undefined;
  const { verdict = '', reasons, dangers, changes, obstacles } = trustWordsOf(explanation, language);
  if (policy.kind === 'malformed') return { answer: 'unreadable', faults: obstacles };
  const { correction } = policy;
  return {
    answer: policy.verdict.answer,
    title: verdict,
    reasons: reasons.map(({ title, lines }) => ({ title, lines })),
    dangers: dangers.map(({ level, text }) => ({ level, text })),
    obstacles,
    ...(correction.kind === 'corrected' && { corrected: { policy: correction.text, changes } }),
  };
}
