import type { Page } from 'playwright';
import type { Texts } from '../../src/renderer/texts.ts';
import type { RoleDetailsView } from '../../src/shared/settings-view.ts';
import type { AppView, CatalogueView, RoleView } from '../../src/shared/view.ts';
import { openSettings, type Scene } from './help-scenes.ts';
import { appView, errors, inMinutes, role, roles } from './renderer-fixtures.ts';
import { settingsView } from './settings-fixtures.ts';

/** A catalogue in a GitLab project, as it stands on a calm day. */
function catalogue(more: Partial<CatalogueView> = {}): CatalogueView {
  return {
    id: 'platform',
    name: 'Platform roles',
    from: { kind: 'gitlab', identityId: 'work', project: 'platform/aws-roles', file: 'roles.yaml' },
    status: 'current',
    roles: 4,
    hidden: 0,
    fetchedAt: inMinutes(-12),
    problems: [],
    signedIn: true,
    foreign: [],
    ...more,
  };
}

const shared: readonly RoleView[] = [
  role('billing', 'Billing', {
    accountId: '789012345678',
    roleName: 'BillingAnalyst',
    color: 'blue',
    catalogueId: 'platform',
    through: [{ accountId: '345678901234', roleName: 'GitLabEntry' }],
  }),
  role('logs', 'Logs of production', {
    accountId: '123456789012',
    roleName: 'LogReader',
    color: 'red',
    production: true,
    readOnly: true,
    catalogueId: 'platform',
  }),
  role('limited', 'Buckets of one team', {
    accountId: '456789012345',
    roleName: 'Storage',
    color: 'green',
    catalogueId: 'platform',
    limited: true,
    longest: { seconds: 3_600, refused: 43_200 },
  }),
];

const change = { added: ['billing', 'limited'], changed: ['logs'], removed: ['Old deploy'] };
const withRoles = (more: Partial<CatalogueView>, others: Partial<AppView> = {}): AppView =>
  appView({ roles: [...roles.slice(0, 3), ...shared], catalogues: [catalogue(more)], ...others });

export const catalogueViews = {
  catalogue: withRoles({}),
  'catalogue-change': withRoles({ change }),
  'catalogue-removed': withRoles({
    change: { added: [], changed: [], removed: ['Old deploy', 'Old audit'] },
  }),
  'catalogue-left-out': withRoles({
    change: { added: [], changed: [], removed: ['Old deploy'] },
    leftOut: 1,
  }),
  'catalogue-hidden': withRoles({ hidden: 14 }),
  'catalogue-sign-in': appView({
    roles: roles.slice(0, 3),
    catalogues: [
      (({ fetchedAt: _never, ...rest }) => rest)(
        catalogue({ status: 'sign-in-needed', roles: 0, signedIn: false }),
      ),
    ],
  }),
  'catalogue-failed': withRoles({
    status: 'stale',
    error: errors.catalogueGone,
    fetchedAt: inMinutes(-3_000),
  }),
  'catalogue-foreign': withRoles({
    foreign: [{ issuer: 'https://gitlab.customer.example', clientId: '77aa', roles: 6 }],
  }),
  'catalogue-other-user': withRoles({ otherUser: true }),
} as const satisfies Record<string, AppView>;

const details: RoleDetailsView = {
  fields: {
    id: 'limited',
    identity: 'work',
    roleArn: 'arn:aws:iam::456789012345:role/Storage',
    name: 'Buckets of one team',
    region: 'eu-central-1',
    color: 'green',
    profile: 'limited',
    duration: '12h',
    chain: [
      {
        roleArn: 'arn:aws:iam::789012345678:role/teams/BucketOwner',
        externalId: 'tobira-7731',
        sourceIdentity: 'ada',
      },
    ],
    sessionPolicy: JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::team-*' }],
      },
      null,
      2,
    ),
  },
  groups: ['platform', 'data/storage'],
};

async function openMenuOf(page: Page, texts: Texts, entry: string): Promise<void> {
  await page.evaluate((answer) => window.recorder.answer('role:details', answer), {
    ok: true as const,
    details,
  });
  await page.getByRole('button', { name: texts.moreDeliveries('Buckets of one team'), exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

async function openDetails(page: Page, texts: Texts): Promise<void> {
  await openMenuOf(page, texts, texts.catalogues.role.menu);
  await page.getByText('arn:aws:iam::456789012345:role/Storage', { exact: true }).waitFor();
}

/** Opens the editor with a copy of a catalogue's role. */
async function openCopy(page: Page, texts: Texts): Promise<void> {
  await openSettings()(page, texts);
  await page.getByRole('button', { name: texts.page.back, exact: true }).click();
  await openMenuOf(page, texts, texts.catalogues.role.copy);
  await page.getByRole('heading', { name: texts.catalogues.role.copyTitle }).waitFor();
}

const fields = { id: 'platform', project: 'platform/aws-roles', clientId: '77aa' };
const inSettings = (more: Partial<Parameters<typeof settingsView>[0]> = {}) =>
  openSettings(
    settingsView({ catalogues: [{ id: 'platform', fields, complaints: [] }], ...more }),
    (texts) => texts.catalogues.title,
  );

/** Opens the page that adds a catalogue. */
async function openCatalogueForm(page: Page, texts: Texts): Promise<void> {
  await openSettings()(page, texts);
  await page.getByRole('button', { name: texts.catalogues.add, exact: true }).click();
  await page.getByRole('heading', { name: texts.catalogues.form.title }).waitFor();
}

const lists: AppView = withRoles(
  { hidden: 14, problems: [{ line: 12, message: 'roles[3].roleArn: no ARN of a role.' }] },
  {
    catalogues: [
      catalogue({ hidden: 14, problems: [{ line: 12, message: 'roles[3].roleArn: no ARN of a role.' }] }),
      catalogue({
        id: 'security',
        name: 'Security',
        from: { kind: 'url', url: 'https://downloads.example.com/aws/security-roles.yaml' },
        status: 'stale',
        error: errors.catalogueGone,
        roles: 120,
        fetchedAt: inMinutes(-3_000),
      }),
      catalogue({ id: 'data', name: 'Data', status: 'sign-in-needed', signedIn: false, roles: 12 }),
    ],
  },
);

export const catalogueScenes: readonly Scene[] = [
  ...Object.entries(catalogueViews).map(([name, view]) => ({ name, view })),
  {
    name: 'catalogue-change-shown',
    view: catalogueViews['catalogue-change'],
    act: (page, texts) =>
      page
        .getByRole('button', { name: texts.actionFor(texts.catalogues.show, 'Platform roles'), exact: true })
        .click(),
  },
  { name: 'narrow-catalogue-change', view: catalogueViews['catalogue-change'], narrow: true },
  { name: 'narrow-catalogue-foreign', view: catalogueViews['catalogue-foreign'], narrow: true },
  { name: 'role-details', view: catalogueViews.catalogue, act: openDetails },
  { name: 'narrow-role-details', view: catalogueViews.catalogue, narrow: true, act: openDetails },
  { name: 'role-copy', view: catalogueViews.catalogue, act: openCopy },
  {
    name: 'role-copy-advanced',
    view: catalogueViews.catalogue,
    act: async (page, texts) => {
      await openCopy(page, texts);
      await page.getByText(texts.editor.advanced, { exact: true }).click();
      await page.getByText(texts.catalogues.editor.chainHint).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-catalogues',
    view: lists,
    act: inSettings({
      catalogues: ['platform', 'security', 'data'].map((id) => ({
        id,
        fields: { ...fields, id },
        complaints: [],
      })),
    }),
  },
  { name: 'catalogue-form', view: catalogueViews.catalogue, act: openCatalogueForm },
  { name: 'narrow-catalogue-form', view: catalogueViews.catalogue, narrow: true, act: openCatalogueForm },
];
