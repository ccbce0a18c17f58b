import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { interpretConfig } from '../../../../src/core/config.ts';
import { exportRoles, exportText, type ExportRequest } from '../../../../src/core/import/export-roles.ts';
import { readCatalogue } from '../../../../src/core/catalogues/read-catalogue.ts';
import { mergeCatalogues } from '../../../../src/core/catalogues/merge-catalogues.ts';
import { profileFor } from '../../../../src/core/import/names.ts';
import type { CatalogueId, Role } from '../../../../src/core/model.ts';
import { roleColors } from '../../../../src/core/model.ts';
import { configWith, identityWith, roleWith } from '../../../support/fake-nouns.ts';

const scopes = () => ['openid', 'email', 'profile'];
const region = () => 'us-east-1';

function exported(change: Partial<ExportRequest>) {
  const identities = [identityWith({ scopes: scopes() })];
  return exportRoles({
    ...{ roles: [], identities, format: 'catalogue', withIdentities: true, scopes },
    ...change,
  });
}

const label = fc
  .stringMatching(/^[\p{L}\p{N} ."'#:,&*!|>%@`{}[\]-]{1,20}$/u)
  .filter((text) => text.length <= 200);
const seconds = fc.integer({ min: 900, max: 43_200 });

const chainLink = fc
  .record(
    {
      name: fc.stringMatching(/^[\w+=,.@-]{1,20}$/),
      externalId: fc.stringMatching(/^[\w+=,.@:/-]{2,20}$/),
    },
    { requiredKeys: ['name'] },
  )
  .map(({ name, ...link }) => ({ ...link, arn: roleWith({ roleName: name }).arn }));

/** Roles such as a configuration file can hold. */
const roles = fc
  .array(
    fc.record(
      {
        id: fc.stringMatching(/^[A-Za-z\d][\w.-]{0,19}$/),
        name: label,
        roleName: fc.stringMatching(/^[\w+=,.@-]{1,20}$/),
        region: fc.constantFrom('us-east-1', 'ap-northeast-1'),
        durationSeconds: seconds,
        consoleSeconds: seconds,
        destination: fc.constant('https://eu-west-1.console.aws.amazon.com/ecs/home?region=eu-west-1#/a,b'),
        color: fc.constantFrom(...roleColors),
        tags: fc.array(label, { maxLength: 3 }),
        confirm: fc.boolean(),
        chain: fc.array(chainLink, { minLength: 1, maxLength: 3 }),
        readOnly: fc.boolean(),
        production: fc.boolean(),
        // One that looks like somebody's address is left out.
        profile: fc.stringMatching(/^[A-Za-z0-9_.@+/-]{1,12}$/).filter((text) => !/@.+\./.test(text)),
      },
      { requiredKeys: ['id', 'roleName'] },
    ),
    { maxLength: 6 },
  )
  .map((list) => {
    const byId = new Map(list.map((one) => [one.id, one]));
    return [...byId.values()].map(({ profile, ...found }): Role => {
      // A role that is assumed from another one lasts an hour at most, and its console as long.
      const { durationSeconds, consoleSeconds, ...others } = found;
      const one = found.chain === undefined ? found : others;
      const own = profile === undefined || profile in Object.prototype || profile === 'DEFAULT';
      const named = own ? profileFor(one.id) : profile;
      // The name that goes without saying.
      return roleWith({ name: one.id, ...one, profile: named });
    });
  });

test('what is exported as a configuration is read again as the same roles and identities', () => {
  fc.assert(
    fc.property(roles, (list) => {
      const identities = [
        identityWith({ scopes: scopes() }),
        identityWith({ id: 'unused', scopes: scopes() }),
      ];
      const withBrowser = list.map((role): Role => ({
        ...role,
        browser: { app: 'firefox', profile: 'aiko' },
      }));
      const text = exportText(exported({ roles: withBrowser, identities, format: 'config' }), 'Roles');
      const read = interpretConfig(parse(text, { maxAliasCount: 0 }), { scopes, region });
      if (!read.usable) throw new Error(text);
      expect(read.complaints).toEqual([]);
      expect(read.roles).toEqual(list);
      expect(read.identities).toEqual(list.length === 0 ? [] : identities.slice(0, 1));
      expect(text).not.toMatch(/browser|firefox|aiko/);
    }),
    { numRuns: 150 },
  );
});

test('what is exported as a catalogue is read as one without a complaint, and to the same roles', () => {
  fc.assert(
    fc.property(roles, (list) => {
      // No catalogue says that a role is none of production: it can only add to what is asked of the user.
      const able = list.map(({ production, ...role }): Role => (production ? { ...role, production } : role));
      const identities = [identityWith({ scopes: scopes() })];
      const text = exportText(exported({ roles: able, identities }), 'Roles');
      const read = readCatalogue(parse(text, { maxAliasCount: 0 }));
      if (!read.usable) throw new Error(text);
      expect(read.complaints).toEqual([]);
      const id = 'team' as CatalogueId;
      const from = { kind: 'file', path: '/roles.yaml' } as const;
      const { config, catalogues } = mergeCatalogues({
        local: configWith({ identities, roles: [], catalogues: [{ id, from }] }),
        contents: new Map([[id, { ...read.content, complaints: [] }]]),
        isTrusted: () => false,
        defaults: { scopes, region },
      });
      expect(catalogues.get(id)?.complaints).toEqual([]);
      // It says whose account each role is for, and the role remembers it.
      const listed = { catalogue: id, listedAccount: 'https://gitlab.example.com app-1' };
      expect(config.roles).toEqual(able.map((role) => ({ ...role, ...listed })));
    }),
    { numRuns: 150 },
  );
});

test('a catalogue is the same roles in a list of version 1, and without identities it names none', () => {
  const role = roleWith({ id: 'prod', name: 'Production', tags: ['prod'] });
  expect(exported({ roles: [role] }).data).toEqual({
    version: 1,
    identities: [{ id: 'work', issuer: 'https://gitlab.example.com', clientId: 'app-1' }],
    roles: [
      {
        ...{ id: 'prod', name: 'Production', identity: 'work', roleArn: role.arn.text },
        ...{ region: role.region, tags: ['prod'] },
      },
    ],
  });
  const bare = JSON.stringify(exported({ roles: [role], withIdentities: false }).data);
  expect(bare).not.toMatch(/work|gitlab|app-1|identit/);
});

test('a list without roles is written so that it is read as one', () => {
  expect(parse(exportText(exported({}), 'Roles'))).toEqual({ version: 1, roles: [] });
});

test('scopes and another provider are told where they do not go without saying; the redirect is no catalogue’s', () => {
  const identity = identityWith({
    provider: 'oidc',
    scopes: ['openid'],
    redirectUri: 'http://127.0.0.1:49215/c',
  });
  const roles = [roleWith({})];
  const about = {
    id: 'work',
    issuer: identity.issuer,
    clientId: 'app-1',
    provider: 'oidc',
    scopes: ['openid'],
  };
  expect(exported({ roles, identities: [identity] }).data).toMatchObject({ identities: [about] });
  expect(exported({ roles, identities: [identity] }).data['identities']).toEqual([about]);
  expect(exported({ roles, identities: [identity], format: 'config' }).data['identities']).toEqual([
    { ...about, redirectUri: identity.redirectUri },
  ]);
});

test.each([
  'http://127.0.0.1:8080/console',
  'https://proxy.example.com/home',
  'https://console.aws.amazon.com.example.com/',
  'http://console.aws.amazon.com/',
])('a destination that is no page of the console is left out, and said: %s', (destination) => {
  const { data, notes } = exported({ roles: [roleWith({ id: 'a', destination })] });
  expect(JSON.stringify(data)).not.toContain('destination');
  expect(notes).toEqual([{ kind: 'destination-left-out', role: 'a' }]);
});

test('the session of a browser before the host of a destination stays here', () => {
  const destination =
    'https://123456789012-ab12cd34.eu-west-1.console.aws.amazon.com/ecs/home?region=eu-west-1';
  expect(exported({ roles: [roleWith({ destination })] }).data).toMatchObject({
    roles: [{ destination: 'https://eu-west-1.console.aws.amazon.com/ecs/home?region=eu-west-1' }],
  });
});

test('a chain and a policy are exported; a source identity, which says who works, is not', () => {
  const { arn } = roleWith({ roleName: 'Next' });
  const chain = [
    { arn, externalId: 'ext', sourceIdentity: 'aiko@example.com' },
    { arn, sourceIdentity: 'release' },
  ];
  const { data, notes } = exported({
    roles: [roleWith({ id: 'a', chain, sessionPolicy: '{"Version":"x"}' })],
  });
  expect(data).toMatchObject({
    roles: [
      {
        chain: [{ roleArn: arn.text, externalId: 'ext' }, { roleArn: arn.text }],
        sessionPolicy: '{"Version":"x"}',
      },
    ],
  });
  expect(notes).toEqual([
    { kind: 'external-id', role: 'a' },
    { kind: 'source-identity-left-out', role: 'a' },
    { kind: 'source-identity-left-out', role: 'a' },
  ]);
  expect(JSON.stringify(data)).not.toContain('sourceIdentity');
});

test.each(['catalogue', 'config'] as const)(
  'a profile that looks like somebody’s address is in no %s, and is said',
  (format) => {
    const { data, notes } = exported({
      roles: [roleWith({ id: 'a', profile: 'aiko@corp.example' })],
      format,
    });
    expect(JSON.stringify(data)).not.toContain('aiko');
    expect(notes).toEqual([{ kind: 'profile-left-out', role: 'a' }]);
  },
);

test('an address in an ARN or a policy stays, as the role is nothing without, and is pointed at', () => {
  const { arn } = roleWith({ roleName: 'aiko@corp.example' });
  const sessionPolicy = '{"aws:userid":"x:aiko@corp.example"}';
  const roles = [
    roleWith({ id: 'a', roleName: 'aiko@corp.example' }),
    roleWith({ id: 'b', chain: [{ arn }], sessionPolicy }),
  ];
  expect(exported({ roles }).notes).toEqual([
    { kind: 'looks-personal', role: 'a', field: 'arn' },
    { kind: 'looks-personal', role: 'b', field: 'arn' },
    { kind: 'looks-personal', role: 'b', field: 'policy' },
  ]);
});

test('what looks like an address in a name or tag is pointed at, and the default profile is no catalogue’s', () => {
  const roles = [
    roleWith({ id: 'a', name: 'of aiko@example.com', tags: ['bob@example.com'], profile: 'default' }),
  ];
  expect(exported({ roles }).notes).toEqual([
    { kind: 'looks-personal', role: 'a', field: 'name' },
    { kind: 'looks-personal', role: 'a', field: 'tag' },
    { kind: 'default-profile-left-out', role: 'a' },
  ]);
  expect(JSON.stringify(exported({ roles }).data)).not.toContain('default');
  expect(exported({ roles, format: 'config' }).data).toMatchObject({ roles: [{ profile: 'default' }] });
});
