import type { ImportView } from '../../src/shared/import-view.ts';

/** What a file of every kind of profile would become. */
export const importView: ImportView = {
  path: '/home/ada/.aws/config',
  identities: [
    { id: 'work', issuer: 'https://gitlab.example.com' },
    { id: 'lab', issuer: 'https://gitlab.lab.example.com' },
  ],
  identityId: 'work',
  profiles: [
    {
      ...{ kind: 'role', profile: 'shop', suggested: true, remarks: [] },
      roleArn: 'arn:aws:iam::123456789012:role/ShopAdmin',
    },
    {
      ...{ kind: 'role', profile: 'shop-deploy', suggested: true },
      roleArn: 'arn:aws:iam::210987654321:role/deployment/ContinuousDeployment',
      from: 'arn:aws:iam::123456789012:role/ShopAdmin',
      remarks: [
        '`duration_seconds = 7200` is left out: a role that is assumed from another one lasts 1 hour at most.',
      ],
    },
    {
      ...{ kind: 'role', profile: 'power', suggested: false },
      roleArn: 'arn:aws:iam::333333333333:role/PowerUser',
      remarks: [
        'A guess: IAM Identity Center’s own roles let nobody else in. It is right only if there is a role called “PowerUser” in the account that lets in your GitLab.',
      ],
    },
    { kind: 'present', profile: 'prod', role: 'prod-admin' },
    {
      ...{ kind: 'skipped', profile: 'old' },
      reason: 'It holds keys. Tobira needs none, and has not read them.',
    },
  ],
};

/** A file in which nothing can become a role. */
export const emptyImportView: ImportView = {
  ...importView,
  identities: importView.identities.slice(0, 1),
  profiles: importView.profiles.filter(({ kind }) => kind === 'skipped'),
};
