import type {
  DoctorView,
  ExplanationView,
  FindingView,
  SetupCandidateView,
  SetupPlanView,
  VerdictView,
} from '../../src/shared/help-view.ts';
import { errors, fixtureNow, inMinutes } from './renderer-fixtures.ts';

const { refusal } = errors.denied;

/** A policy as the app writes it. */
const policyFor = (subject: string): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: refusal.providerArn },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              [`${refusal.provider}:aud`]: refusal.audience,
              [`${refusal.provider}:sub`]: subject,
            },
          },
        },
      ],
    },
    null,
    2,
  );

/** The same, of a role that two others follow. */
export const chainLinks: NonNullable<ExplanationView['links']> = [
  {
    roleArn: 'arn:aws:iam::210987654321:role/Hub',
    from: refusal.roleArn,
    actions: ['sts:AssumeRole'],
    externalId: true,
  },
  {
    roleArn: 'arn:aws:iam::345678901234:role/Deploy',
    from: 'arn:aws:iam::210987654321:role/Hub',
    actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    externalId: false,
  },
];

export const explanation: ExplanationView = {
  roleId: 'prod-admin',
  roleArn: refusal.roleArn,
  token: {
    issuer: refusal.issuer,
    audience: refusal.audience,
    subject: refusal.subject,
    issuedAt: fixtureNow,
    expiresAt: inMinutes(2),
    skewSeconds: 0,
    keyId: 'kewiQq9jiC84CvSsJYOB-N6A8WFLSV20Mb-y7IlWDSQ',
  },
  needed: { providerArn: refusal.providerArn, policy: policyFor(refusal.subject), obstacles: [] },
};

export const refused: VerdictView = {
  answer: 'refused',
  title: 'This trust policy refuses the token.',
  reasons: [
    {
      title: 'Statement 1 (AllowGitLabUsers) does not let it in',
      lines: [
        'StringEquals gitlab.example.com:sub: the policy wants "4712"; the token has "4711". The policy names other users: "4711" is not listed.',
      ],
    },
    {
      title: 'Statement 2 does not let it in',
      lines: [
        `StringLike gitlab.example.com:sub: the policy wants "project_path:platform/infrastructure/*:ref_type:branch:ref:main"; the token has "4711". The policy names CI jobs; this token is a person's, whose subject is a numeric id.`,
      ],
    },
  ],
  dangers: [
    {
      level: 'danger',
      text: 'Statement 3 tests the audience alone: every CI job of this GitLab gets in that asks for it.',
    },
  ],
  corrected: {
    policy: policyFor('4711'),
    changes: ['Statement 1: "4711" joins the subjects.'],
  },
  obstacles: [],
};

export const allowed: VerdictView = {
  answer: 'allowed',
  title: 'This trust policy lets the token in.',
  reasons: [{ title: 'Statement 1 lets it in', lines: [] }],
  dangers: [],
  obstacles: [],
};

export const unreadable: VerdictView = {
  answer: 'unreadable',
  faults: ['Line 4, column 7: a comma is missing.'],
};

export const doctor: DoctorView = {
  status: 'done',
  at: fixtureNow,
  groups: [
    {
      id: 'program',
      title: 'Tobira',
      findings: [{ level: 'ok', title: 'The configuration names 1 identity and 7 roles.' }],
    },
    {
      id: 'files',
      title: 'AWS’s files and variables',
      findings: [
        {
          level: 'fail',
          title: '/home/ada/.aws/credentials cannot be read: line 12 stands outside of any profile.',
          advice: 'Correct that line. Until then no AWS program reads the file.',
        },
        {
          level: 'warn',
          title: '`AWS_ACCESS_KEY_ID` is set in this environment.',
          advice: 'It wins over every profile. Take it out of your shell’s start-up file.',
        },
      ],
    },
    {
      id: 'computer',
      title: 'This computer',
      findings: [
        { level: 'ok', title: 'The keychain takes a value and gives it back.' },
        { level: 'ok', title: 'A port on loopback can be opened.' },
      ],
    },
    {
      id: 'session',
      title: 'Session',
      findings: [
        {
          level: 'fail',
          about: 'git.customer.example',
          title: 'Nobody is signed in.',
          advice: 'Sign in.',
          action: { kind: 'sign-in', identityId: 'customer' },
        },
      ],
    },
    {
      id: 'roles',
      title: 'Roles',
      findings: [
        {
          level: 'ok',
          about: 'Production / Read only',
          title: 'AWS gives credentials for arn:aws:iam::123456789012:role/ReadOnlyAccess.',
        },
        {
          level: 'fail',
          about: 'Production / Admin',
          title:
            'AWS refused this role. Its trust policy does not allow your sign-in, or there is no such role.',
          advice: 'Compare the trust policy with what AWS was shown.',
          action: { kind: 'explain', roleId: 'prod-admin' },
        },
        { level: 'skipped', about: 'Acme / Operations', title: 'Not checked: nobody is signed in.' },
      ],
    },
  ],
};

export const candidates: readonly SetupCandidateView[] = [
  {
    label: 'gitlab.example.com',
    issuer: refusal.issuer,
    clientId: refusal.audience,
    user: { id: '4711', name: 'Ada Lovelace' },
  },
  { label: 'git.customer.example', issuer: 'https://git.customer.example', clientId: '77aa' },
];

export const issuerFindings: readonly FindingView[] = [
  {
    level: 'fail',
    title: 'The address has a port: AWS takes none.',
    advice: 'Let GitLab answer at the usual port, 443, and leave the port out.',
  },
  { level: 'warn', title: 'GitLab took 6 seconds to answer.', advice: 'AWS waits for about 5.' },
];

const settings = [
  { name: 'Name', value: 'Tobira' },
  { name: 'Redirect URI', value: 'http://127.0.0.1/callback' },
  { name: 'Confidential', value: 'No' },
  { name: 'Scopes', value: 'openid profile email' },
];

export const plan: SetupPlanView = {
  problems: [],
  settings,
  outputs: [
    {
      id: 'aws-cli',
      fileName: 'gitlab-admin.sh',
      text: `#!/bin/sh\nset -eu\naws iam create-open-id-connect-provider \\\n  --url ${refusal.issuer} \\\n  --client-id-list ${refusal.audience}\n`,
    },
    { id: 'terraform', fileName: 'gitlab-admin.tf', text: 'resource "aws_iam_role" "gitlab_admin" {\n}\n' },
    { id: 'cloudformation', fileName: 'gitlab-admin.yaml', text: 'Resources:\n  Role:\n' },
    { id: 'policy', fileName: 'trust-policy.json', text: policyFor('4711') },
    { id: 'config', fileName: 'config.yaml', text: 'roles:\n' },
  ],
  notes: [
    {
      title: 'The role may look at everything in the account, and change nothing.',
      hint: 'Nobody said what it may do, so it gets ReadOnlyAccess.',
    },
  ],
};

export const planWithProblems: SetupPlanView = {
  problems: [
    { field: 'accountId', level: 'fail', title: 'An account id has 12 digits.' },
    {
      field: 'users',
      level: 'fail',
      title: 'Nobody is named who may use the role.',
      hint: 'A policy that tests `aud` alone lets in everybody at this GitLab, and every CI job that asks for this audience: whoever may push to any project could use the role.',
    },
  ],
  settings,
  outputs: [],
  notes: [],
};
