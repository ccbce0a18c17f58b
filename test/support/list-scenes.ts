import type { Page } from 'playwright';
import type { Texts } from '../../src/renderer/texts.ts';
import type { ResponseOf } from '../../src/shared/ipc.ts';
import type { AppView, RoleView } from '../../src/shared/view.ts';
import type { Scene } from './help-scenes.ts';
import { appView, inMinutes, role, roles } from './renderer-fixtures.ts';
import { views } from './renderer-views.ts';

const stages = [
  { name: 'Production', tag: 'prod', color: 'red' },
  { name: 'Staging', tag: 'staging', color: 'orange' },
  { name: 'Development', tag: 'dev', color: 'green' },
  { name: 'Sandbox', tag: 'sandbox', color: 'purple' },
] as const;
const jobs = ['Admin', 'ReadOnly', 'Deploy', 'Billing', 'DataEngineer'] as const;
const teams = ['Payments', 'Search', 'Platform', 'データ基盤', 'Mobile', 'Identity', 'Ledger'] as const;

/** As many roles as are asked for, as a large company has them. */
export function manyRoles(count: number): readonly RoleView[] {
  return Array.from({ length: count }, (_, index) => {
    const stage = stages[index % stages.length] ?? stages[0];
    const job = jobs[index % jobs.length] ?? jobs[0];
    const team = teams[Math.floor(index / 20) % teams.length] ?? teams[0];
    return role(`many-${index}`, `${team} ${Math.floor(index / 20)} / ${stage.name}`, {
      accountId: String(100_000_000_000 + Math.floor(index / 5) * 7919),
      roleName: job,
      color: stage.color,
      tags: [team, stage.tag],
      production: stage.tag === 'prod',
      readOnly: job === 'ReadOnly',
    });
  });
}

const used = (role: RoleView, minutes: number): RoleView => ({ ...role, usedAt: inMinutes(-minutes) });

/** Some of many at hand. */
function atHand(count: number): AppView {
  const all = manyRoles(count);
  return appView({
    roles: all.map((one, index) => {
      if (index === 3 || index === 40) return { ...one, pinned: true };
      return index === 7 || index === 11 ? used(one, index) : one;
    }),
  });
}

export const listViews = {
  'one-role': appView({ roles: roles.slice(0, 1) }),
  'five-roles': appView({ roles: roles.slice(0, 5) }),
  'many-roles': appView({ roles: manyRoles(300) }),
  'most-roles': appView({ roles: manyRoles(10_000) }),
  'at-hand': atHand(300),
  'pinned-of-few': appView({
    roles: roles.map((one) => (one.id === 'dev' || one.id === 'audit' ? { ...one, pinned: true } : one)),
  }),
  'pinned-of-two': {
    ...views['two-identities'],
    roles: views['two-identities'].roles.map((one) =>
      one.id === 'dev' || one.id === 'acme-ops' ? { ...one, pinned: true } : one,
    ),
  },
  'many-of-two': {
    ...views['two-identities'],
    roles: [
      ...views['two-identities'].roles,
      ...manyRoles(60).map((one, index) => (index < 40 ? one : { ...one, identityId: 'customer' })),
    ],
  },
  labelled: appView({
    roles: [
      role('live', 'Live', { tags: ['live'], production: true, readOnly: true, color: 'red' }),
      role('live-long', 'Payments and settlement of the European branches', {
        production: true,
        readOnly: true,
        color: 'red',
        credentialsUntil: inMinutes(9),
      }),
      role('soon', 'Nearly over', { credentialsUntil: inMinutes(12), production: true }),
      ...roles.slice(3),
    ],
  }),
} as const satisfies Record<string, AppView>;

const services = [
  ['ec2', 'EC2', 'instances'],
  ['s3', 'S3', 'buckets'],
  ['lambda', 'Lambda', 'functions'],
  ['logs', 'CloudWatch Logs', 'cloudwatch logs'],
  ['cloudformation', 'CloudFormation', 'stacks'],
  ['iam', 'IAM', 'users'],
  ['rds', 'RDS', 'databases'],
  ['ecs', 'Elastic Container Service', 'containers'],
  ['eks', 'Elastic Kubernetes Service', 'kubernetes'],
  ['dynamodb', 'DynamoDB', 'tables'],
  ['sqs', 'Simple Queue Service', 'queues'],
  ['sns', 'Simple Notification Service', 'topics'],
  ['kms', 'Key Management Service', 'keys'],
  ['route53', 'Route 53', 'dns'],
].map(([id = '', name = '', alias = '']) => ({ id, name, aliases: [alias] }));

/** Opens the choice of a service for a role. */
export async function openServices(page: Page, texts: Texts, name = 'Development'): Promise<void> {
  await page.evaluate((answer) => window.recorder.answer('services:list', answer), {
    ok: true as const,
    services,
    absent: [{ id: 'macie', name: 'Macie', aliases: [] }],
    partition: 'aws',
  });
  await page.getByRole('button', { name: texts.moreDeliveries(name), exact: true }).click();
  await page.getByRole('menuitem', { name: texts.roleMenu.service, exact: true }).click();
  await page.getByRole('option').first().waitFor();
}

const search = (query: string) => async (page: Page) => {
  await page.getByRole('combobox').first().fill(query);
};

const pastedIds = listViews['most-roles'].roles.slice(3, 6).map(({ id }) => id);

/** Puts an address into the search, which main answers so. */
const paste = (answer: ResponseOf<'page:read'>) => async (page: Page) => {
  await page.evaluate((one) => window.recorder.answer('page:read', one), answer);
  const address = 'https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters?region=eu-west-1';
  await page.getByRole('combobox').first().fill(address);
  await page.locator('.pasted, .empty').first().waitFor();
};

const choosing = appView({ recentServices: ['logs', 'dynamodb'] });

export const listScenes: readonly Scene[] = [
  ...Object.entries(listViews).map(([name, view]) => ({ name, view })),
  { name: 'narrow-labelled', view: listViews.labelled, narrow: true },
  { name: 'zoomed-labelled', view: listViews.labelled, zoomed: true },
  { name: 'zoomed-many', view: listViews['at-hand'], zoomed: true },
  { name: 'narrow-at-hand', view: listViews['at-hand'], narrow: true },
  { name: 'search-ranked', view: listViews['most-roles'], act: search('pay adm') },
  { name: 'search-two', view: listViews['pinned-of-two'], act: search('a') },
  {
    name: 'most-roles-down',
    view: listViews['most-roles'],
    act: async (page) => {
      for (let step = 0; step < 40; step += 1) await page.getByRole('combobox').press('ArrowDown');
    },
  },
  {
    name: 'cancel',
    view: views['role-busy'],
    act: async (page, texts) => {
      await page.getByRole('button', { name: new RegExp(`^${texts.cancel}`) }).waitFor();
    },
  },
  {
    name: 'app-menu',
    view: views['signed-in'],
    act: async (page, texts) => {
      await page.getByRole('button', { name: texts.page.menu, exact: true }).click();
    },
  },
  {
    name: 'pasted',
    view: listViews['most-roles'],
    act: paste({
      ok: true,
      page: { name: 'Elastic Container Service', partition: 'aws', region: 'eu-west-1', roleIds: pastedIds },
    }),
  },
  {
    name: 'pasted-refused',
    view: views['signed-in'],
    narrow: true,
    act: paste({
      ok: false,
      error: {
        code: 'usage',
        title: 'The address is not of a console of AWS, such as https://console.aws.amazon.com/.',
        happened: '',
        advice: '',
      },
    }),
  },
  { name: 'services', view: choosing, act: (page, texts) => openServices(page, texts) },
  {
    name: 'services-search',
    view: choosing,
    act: async (page, texts) => {
      await openServices(page, texts);
      await page.keyboard.type('ser');
    },
  },
  {
    name: 'services-nothing',
    view: choosing,
    narrow: true,
    act: async (page, texts) => {
      await openServices(page, texts);
      await page.keyboard.type('moon');
    },
  },
  {
    name: 'forced-colors-labelled',
    view: listViews.labelled,
    forcedColors: 'active',
    act: (page) => page.getByRole('combobox').press('ArrowDown'),
  },
];
