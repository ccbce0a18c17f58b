import { describe, expect, it } from 'vitest';
import type {
  SetupNoteCode,
  SetupNoteDetails,
  SetupProblemCode,
  SetupProblemDetails,
} from '../../../src/core/setup/problem.ts';
import { noteWords, problemWords } from '../../../src/core/setup-guide.ts';

const address = {
  code: 'address-not-https',
  level: 'fail',
  details: { issuer: 'http://gitlab.example.com' },
} as const;
const group = { subject: 'project_path:team/*', group: 'team' };

/** One of each: a code without a sample does not compile. */
const problems: { readonly [Code in SetupProblemCode]: SetupProblemDetails[Code] } = {
  'issuer-unfit': { finding: address },
  'partition-unknown': { partition: 'aws-moon', known: ['aws'] },
  'account-unreadable': { accountId: '12' },
  'role-name-unfit': { roleName: 'a/b' },
  'role-name-too-long': { roleName: 'a'.repeat(65), longest: 64 },
  'permission-unreadable': { permission: 'Read Only' },
  'permission-elsewhere': { permission: 'arn:aws-cn:iam::aws:policy/X', partition: 'aws' },
  'session-length': { seconds: 900 },
  'application-missing': {},
  'application-secret': {},
  'users-missing': { issuer: 'https://gitlab.example.com' },
  'user-not-a-number': { user: 'me@example.com', looksLike: 'email' },
  'audience-is-application': {},
  'audience-unreadable': { audience: '$X', instead: 'https://gitlab.example.com' },
  'project-missing': { issuer: 'https://gitlab.example.com' },
  'project-unreadable': { project: 'deploy' },
  'ref-missing': { options: ['--branch main', '--any-ref'], environment: 'prod' },
  'ref-unreadable': { ref: 'my branch' },
  'environment-missing': {},
  'environment-unreadable': { environment: 'a"b' },
  'environment-differs': { environment: 'eu', subject: 'project_id:20:environment:us' },
  'answers-beside-subject': { options: ['--branch', '--tier'] },
  'repository-unreadable': { repository: 'octo*/hello' },
  'environment-or-ref': {},
  'console-in-artifacts': {},
  'too-many-refs': { roles: 3 },
  'answers-of-other-provider': { options: ['--project'], provider: 'github' },
  'subject-is-person': { subject: '42' },
  'subject-without-project': { subject: 'environment:prod' },
  'subject-whole-group': group,
  'tier-unknown': { tier: 'prod', known: ['production'] },
  'grant-refused': { fault: { code: 'pattern-too-wide', subject: 'project_path:*' } },
};

const notes: { readonly [Code in SetupNoteCode]: SetupNoteDetails[Code] } = {
  'issuer-unreachable': { host: '10.0.0.1' },
  'issuer-corrected': { issuer: 'https://GitLab.example.com', instead: 'https://gitlab.example.com' },
  'issuer-doubtful': { finding: { ...address, level: 'warn' } },
  'read-only': { permission: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  'several-roles': { roles: [{ name: 'Deploy-2', subjects: 17 }] },
  'path-can-change-hands': { project: 'team/deploy' },
  'every-branch': { ref: '*' },
  'protect-refs': { refs: ['main', 'next'] },
  'protect-repository-refs': { refs: ['main', 'next'] },
  'protect-environment': { environment: 'prod' },
  'repository-by-name': { repository: 'octocat/hello' },
  'repository-by-number': { repository: 'octocat@1/hello@2' },
  'pull-requests-stay-out': {},
  'forks-stay-out': {},
  'forks-come-in': { subject: 'job_project_id:20:*' },
  'subject-components': { project: '20', components: ['project_id', 'ref'] },
  'components-unknown': {
    subject: 'project_id:20:environment:prod',
    components: ['environment'],
    known: ['project_id', 'ref'],
  },
  'environment-open': { environment: 'prod' },
  'audience-like-application': { audience: 'abc' },
  'whole-group': group,
  'subject-not-project-first': { subject: 'ref:main:project_id:20' },
  'tier-by-author': { tier: 'staging' },
};

/** Words of a kind, which no sentence repeats as they are. */
const kinds = new Set(['looksLike', 'provider', 'code', 'level']);

function said(details: object): readonly string[] {
  return Object.entries(details).flatMap(([name, value]: [string, unknown]) => {
    if (kinds.has(name)) return [];
    return typeof value === 'object' && value !== null ? said(value) : [String(value)];
  });
}

const all = [
  ...Object.entries(problems).map(([code, details]) => ({
    code,
    details,
    words: (language: 'en' | 'ja') => problemWords({ code: code as SetupProblemCode, details }, language),
  })),
  ...Object.entries(notes).map(([code, details]) => ({
    code,
    details,
    words: (language: 'en' | 'ja') => noteWords({ code: code as SetupNoteCode, details }, language),
  })),
];

describe('the words of the set-up', () => {
  it.each(all)('tell the same in both languages: $code', ({ details, words }) => {
    const [english, japanese] = (['en', 'ja'] as const).map(words);
    const whole = `${english?.title ?? ''} ${english?.advice ?? ''}`;
    const inJapanese = `${japanese?.title ?? ''} ${japanese?.advice ?? ''}`;
    for (const fact of said(details)) {
      expect([fact, whole.includes(fact)]).toEqual([fact, true]);
      expect([fact, inJapanese.includes(fact)]).toEqual([fact, true]);
    }
    expect(whole).not.toMatch(/[ぁ-んァ-ヶ]/);
    for (const sentence of [japanese?.title ?? '', japanese?.advice ?? ''])
      expect(sentence).toMatch(/[ぁ-ん]/);
    // What one types is the same in both.
    const typed = (text: string) => [...text.matchAll(/`[^`]+`|--[a-z-]+/g)].map(String).sort();
    expect(typed(inJapanese)).toEqual(typed(whole));
  });
});
