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
      ...{ kind: 'role', profile: 'stage', suggested: false },
      roleArn: 'arn:aws:iam::123456789012:role/StageAdmin',
      remarks: [
        'The catalogue “team” has this role already, as “stage-admin”. Add it only if you want one of your own besides.',
      ],
    },
    {
      ...{ kind: 'role', profile: 'power', suggested: false, sso: true },
      ...{ roleArn: 'arn:aws:iam::333333333333:role/PowerUser', remarks: [] },
    },
    {
      ...{ kind: 'role', profile: 'audit', suggested: false, sso: true },
      ...{ roleArn: 'arn:aws:iam::444444444444:role/AuditorOfEverything', remarks: [] },
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
