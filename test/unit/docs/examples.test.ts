import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { knownRegion } from '../../../src/adapters/aws/partitions.ts';
import { providerPresets } from '../../../src/adapters/oidc/provider-presets.ts';
import { readCatalogue } from '../../../src/core/catalogues/read-catalogue.ts';
import { interpretConfig } from '../../../src/core/config.ts';
import { complaintWords } from '../../../src/core/complaint-guide.ts';
import { endpointsSchema, identitySchema, topKeys, roleSchema } from '../../../src/core/config-schema.ts';
import { codeBlocks, inlineCode, page, pages } from './markdown.ts';

const defaults = {
  scopes: (provider: keyof typeof providerPresets) => providerPresets[provider].scopes,
  region: knownRegion,
};

const lists = pages().flatMap(({ path, text }) =>
  codeBlocks({ path, text }, 'yaml')
    .filter((block) => block.startsWith('version: 1'))
    .map((block) => ({ path, block })),
);
/** Only a catalogue has a name. */
const isCatalogue = ({ block }: { readonly block: string }) => /^name:/m.test(block);
const catalogues = lists.filter(isCatalogue);
const configurations = lists.filter((list) => !isCatalogue(list));

test('docs/configuration.md shows a catalogue', () => {
  expect(catalogues.map(({ path }) => path)).toContain('docs/configuration.md');
});

test.each(catalogues)('the catalogue in $path is read without a complaint', ({ block }) => {
  const read = readCatalogue(parse(block));

  expect(read).toMatchObject({ usable: true, complaints: [] });
  const { roles } = parse(block) as { readonly roles: readonly unknown[] };
  expect(roles.length).toBeGreaterThan(0);
  expect(read.usable && read.content.roles.length).toBe(roles.length);
});

test('README and docs/configuration.md show a configuration', () => {
  expect(configurations.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'docs/configuration.md']),
  );
});

test.each(configurations)('the configuration in $path is read without a complaint', ({ block }) => {
  const read = interpretConfig(parse(block), defaults);

  expect(read.complaints).toEqual([]);
  const { roles } = parse(block) as { readonly roles: readonly unknown[] };
  expect(roles.length).toBeGreaterThan(0);
  expect(read.usable && read.roles.length).toBe(roles.length);
});

test('docs/configuration.md explains each key, and its example uses each', () => {
  const keys = [
    ...topKeys,
    ...[identitySchema, roleSchema, endpointsSchema].flatMap(({ shape }) => Object.keys(shape)),
  ];
  const configuration = page('docs/configuration.md');
  const [example = ''] = codeBlocks(configuration, 'yaml');

  expect(inlineCode(configuration)).toEqual(expect.arrayContaining(keys));
  for (const key of keys) expect(example).toMatch(new RegExp(`^[ -]*${key}:`, 'm'));
});

interface TrustPolicy {
  readonly Statement: readonly {
    readonly Action: string;
    readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  }[];
}

const policies = pages().flatMap((current) =>
  codeBlocks(current, 'json')
    .filter((block) => block.includes('AssumeRoleWithWebIdentity'))
    .map((block) => ({ path: current.path, policy: JSON.parse(block) as TrustPolicy })),
);

test('README shows a trust policy for people and one for jobs', () => {
  expect(policies.filter(({ path }) => path === 'README.md')).toHaveLength(2);
});

test.each(policies)('a trust policy in $path tests both aud and sub', ({ policy }) => {
  for (const { Condition: condition } of policy.Statement) {
    const tested = Object.values(condition).flatMap((operator) => Object.keys(operator));
    expect(tested).toContain('gitlab.example.com:aud');
    expect(tested).toContain('gitlab.example.com:sub');
  }
});

test('jobs and people have different audiences in all examples', () => {
  const audiences = { jobs: new Set<unknown>(), people: new Set<unknown>() };
  for (const { policy } of policies) {
    const operators = policy.Statement.flatMap(({ Condition: condition }) => Object.values(condition));
    const values = (key: string) =>
      operators.flatMap((operator) => operator[`gitlab.example.com:${key}`] ?? []);
    const group = values('sub').some((sub) => sub.startsWith('project_path:')) ? 'jobs' : 'people';
    for (const audience of values('aud')) audiences[group].add(audience);
  }
  const jobs = pages().flatMap((current) =>
    codeBlocks(current, 'yaml').flatMap((block) =>
      [...block.matchAll(/^ +aud: (\S+)$/gm)].map(([, aud]) => aud),
    ),
  );

  expect([...audiences.people].filter((audience) => audiences.jobs.has(audience))).toEqual([]);
  expect(new Set(jobs)).toEqual(audiences.jobs);
});

test('docs/configuration.md shows a complaint as Tobira makes it, with every key that is allowed', () => {
  const { complaints } = interpretConfig({ version: 1, extra: 1 }, defaults);
  const [complaint] = complaints;
  if (complaint === undefined) throw new Error('There is no complaint.');
  expect(page('docs/configuration.md').text).toContain(complaintWords(complaint, 'en'));
});
