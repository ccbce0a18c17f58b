import { durationText } from '../core/duration.ts';
import type { SetupPlan } from '../core/setup/plan.ts';
import { table } from './output.ts';
import { loadTexts } from './texts.ts';

/** How many subjects of a role are listed; the forms have all. */
const mostListed = 10;

/** A plan for people to read before they choose a form. */
export async function setupSummary({
  plan,
  outputs,
}: Extract<SetupPlan, { kind: 'planned' }>): Promise<string> {
  const { setup: texts } = await loadTexts();
  const { issuer, audience, accountId, roles, permissions, maxSessionSeconds } = plan;
  const rows = [
    [texts.account, accountId],
    [texts.provider, issuer],
    [texts.audience, audience],
    ...roles.flatMap(({ arn, policy: { subjects } }) => [
      [texts.role, arn],
      [
        texts.trusts,
        listOf(
          subjects.map(({ value }) => value),
          texts.andMore,
        ),
      ],
    ]),
    [texts.permissions, permissions.join(', ')],
    [texts.longest, durationText(maxSessionSeconds)],
  ];
  const forms = outputs.map(({ format, fileName }) => `  --format ${format} > ${fileName}\n`);
  return `${table(rows)}\n${texts.choose}\n${forms.join('')}`;
}

function listOf(values: readonly string[], andMore: (count: number) => string): string {
  const listed = values.slice(0, mostListed).join(', ');
  return values.length > mostListed ? `${listed} ${andMore(values.length - mostListed)}` : listed;
}
