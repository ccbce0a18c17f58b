import type { TrustedSubject } from '../trust/subject.ts';
import type { PeopleAnswers } from './answers.ts';
import type { SetupProblem } from './problem.ts';
import type { Grantees } from './grantees.ts';

/** People are let in by their numeric id: it is the `sub` of what GitLab says of them, and never changes hands. */
export function readPeople({ issuer, applicationId, users }: PeopleAnswers): Grantees {
  const audience = applicationId.trim();
  const problems: SetupProblem[] = [];
  if (audience === '') problems.push({ code: 'application-missing', details: {} });
  // GitLab begins an application's secret like this.
  if (audience.startsWith('gloas-')) problems.push({ code: 'application-secret', details: {} });
  const ids = users.map((user) => user.trim()).filter((user) => user !== '');
  if (ids.length === 0) problems.push({ code: 'users-missing', details: { issuer } });
  for (const user of ids) {
    if (!/^[1-9]\d*$/.test(user)) {
      problems.push({ code: 'user-not-a-number', details: { user, looksLike: looksOf(user) } });
    }
  }
  const subjects = ids.map((value): TrustedSubject => ({ kind: 'exact', value }));
  return { audience, subjects, problems, notes: [] };
}

function looksOf(user: string): 'email' | 'everybody' | 'name' {
  if (/[*?]/.test(user) || /^(all|any|everybody|everyone)$/i.test(user)) return 'everybody';
  return /[^@]@[^@]/.test(user) ? 'email' : 'name';
}
