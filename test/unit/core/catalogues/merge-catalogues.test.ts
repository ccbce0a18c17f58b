import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeCatalogues } from '../../../../src/core/catalogues/merge-catalogues.ts';
import type { CatalogueContent, CatalogueRole } from '../../../../src/core/catalogues/ports.ts';
import type { CatalogueSource } from '../../../../src/core/catalogues/catalogue-source.ts';
import type { CatalogueId, IdentityId, RoleId } from '../../../../src/core/model.ts';
import type { TrustedIssuer } from '../../../../src/core/ports.ts';
import { configWith, identityWith, roleWith } from '../../../support/fake-nouns.ts';

const defaults = {
  scopes: () => ['openid'],
  region: (partition: string) => (partition === 'aws' ? 'us-east-1' : undefined),
};

function sourceWith(id: string): CatalogueSource {
  return {
    id: id as CatalogueId,
    identity: 'work' as IdentityId,
    from: { kind: 'url', url: `https://roles.example.com/${id}.yaml` },
  };
}

function listed(id: string, change: Partial<CatalogueRole> = {}): CatalogueRole {
  const { identity: _identity, region: _region, ...rest } = roleWith({ id });
  return { ...rest, ...change };
}

function contentWith(change: Partial<CatalogueContent> = {}): CatalogueContent {
  return { identities: [], roles: [], complaints: [], ...change };
}

function merge(
  contents: Readonly<Record<string, CatalogueContent>>,
  local = configWith({ roles: [] }),
  trusted: readonly TrustedIssuer[] = [],
) {
  return mergeCatalogues({
    local: { ...local, catalogues: Object.keys(contents).map(sourceWith) },
    contents: new Map(Object.entries(contents).map(([id, content]) => [id as CatalogueId, content])),
    isTrusted: (trust) => trusted.some((one) => JSON.stringify(one) === JSON.stringify(trust)),
    defaults,
  });
}

const foreign = {
  id: 'there' as IdentityId,
  provider: 'gitlab',
  issuer: 'https://gitlab.elsewhere.example',
  clientId: 'their-app',
} as const;

describe('the configuration and its catalogues', () => {
  it('are the very same object where no catalogue says anything', () => {
    const local = configWith();
    const merged = mergeCatalogues({ local, contents: new Map(), isTrusted: () => true, defaults });
    expect(merged.config).toBe(local);
  });

  it('come together: a role goes by the identity that the configuration names, and by the usual region', () => {
    const { config, catalogues } = merge({ team: contentWith({ roles: [listed('dev')] }) });
    expect(config.roles).toEqual([
      expect.objectContaining({ id: 'dev', identity: 'work', region: 'us-east-1', catalogue: 'team' }),
    ]);
    expect(catalogues.get('team' as CatalogueId)?.roles).toBe(1);
  });

  it("keep a role of the user's own as a whole, whatever a catalogue says of its id", () => {
    const own = roleWith({ id: 'prod', confirm: true, readOnly: true });
    const theirs = listed('prod', { confirm: false, readOnly: false, region: 'eu-west-1' });
    const { config } = merge({ team: contentWith({ roles: [theirs] }) }, configWith({ roles: [own] }));
    expect(config.roles).toEqual([own]);
  });

  it('take a role of two catalogues from the one that stands first, and say so', () => {
    const { config, catalogues } = merge({
      first: contentWith({ roles: [listed('dev', { name: 'One' })] }),
      second: contentWith({ roles: [listed('dev', { name: 'Two' })] }),
    });
    expect(config.roles.map(({ name }) => name)).toEqual(['One']);
    expect(catalogues.get('second' as CatalogueId)?.complaints).toEqual([
      { at: ['roles'], kind: 'role-of-other', id: 'dev', catalogue: 'first' },
    ]);
  });

  it('give no role of a catalogue the profile of another role, in whatever letters, and say so', () => {
    const own = roleWith({ id: 'prod', profile: 'prod-admin' });
    const { config, catalogues } = merge(
      {
        first: contentWith({
          roles: [listed('evil', { profile: 'Prod-Admin' }), listed('prod-admin', { profile: 'prod-admin' })],
        }),
        second: contentWith({ roles: [listed('late', { profile: 'evil' })] }),
      },
      configWith({ roles: [own] }),
    );
    expect(config.roles.map(({ id, profile }) => [id, profile])).toEqual([
      ['prod', 'prod-admin'],
      ['evil', 'evil'],
      ['prod-admin', 'prod-admin-first'],
      ['late', 'late'],
    ]);
    const said = (id: string) => catalogues.get(id as CatalogueId)?.complaints;
    const complaint = { at: ['roles'], kind: 'profile-of-other' };
    expect(said('first')).toEqual([
      { ...complaint, id: 'evil', profile: 'Prod-Admin', role: 'prod', instead: 'evil' },
      { ...complaint, id: 'prod-admin', profile: 'prod-admin', role: 'prod', instead: 'prod-admin-first' },
    ]);
    expect(said('second')).toEqual([
      { ...complaint, id: 'late', profile: 'evil', role: 'evil', instead: 'late' },
    ]);
  });

  it('leave it to a catalogue that two of its own roles share a profile', () => {
    const roles = [listed('a', { profile: 'shared' }), listed('b', { profile: 'shared' })];
    const { config, catalogues } = merge({ team: contentWith({ roles }) });
    expect(config.roles.map(({ profile }) => profile)).toEqual(['shared', 'shared']);
    expect(catalogues.get('team' as CatalogueId)?.complaints).toEqual([]);
  });

  it('keep roles at an issuer that nobody has chosen out, and ask', () => {
    const content = contentWith({
      identities: [foreign],
      roles: [listed('a', { identity: foreign.id }), listed('b')],
    });
    const { config, catalogues } = merge({ team: content });
    expect(config.roles.map(({ id }) => id)).toEqual(['b']);
    expect(config.identities.map(({ id }) => id)).toEqual(['work']);
    expect(catalogues.get('team' as CatalogueId)?.foreign).toEqual([
      { issuer: foreign.issuer, clientId: 'their-app', roles: 1 },
    ]);
  });

  it('let them in after a yes, which is good for that catalogue alone', () => {
    const content = contentWith({ identities: [foreign], roles: [listed('a', { identity: foreign.id })] });
    const yes = { catalogue: 'team', issuer: foreign.issuer, clientId: 'their-app' };
    const other = contentWith({ identities: [foreign], roles: [listed('x', { identity: foreign.id })] });
    const { config, catalogues } = merge({ team: content, other }, undefined, [yes]);
    expect(config.roles.map(({ id }) => id)).toEqual(['a']);
    expect(config.identities.map(({ id }) => id)).toEqual(['work', 'there']);
    expect(catalogues.get('other' as CatalogueId)?.foreign).toHaveLength(1);
  });

  it('let no name lead to an identity that signs in elsewhere', () => {
    const content = contentWith({
      identities: [{ ...foreign, id: 'work' as IdentityId }],
      roles: [listed('a', { identity: 'work' as IdentityId })],
    });
    const trusted = { catalogue: 'team', issuer: foreign.issuer, clientId: 'their-app' };
    const { config, catalogues } = merge({ team: content }, undefined, [trusted]);
    expect(config.roles).toEqual([]);
    expect(config.identities).toEqual([identityWith()]);
    expect(catalogues.get('team' as CatalogueId)?.complaints).toEqual([
      { at: ['identities'], kind: 'identity-elsewhere', id: 'work', issuer: 'https://gitlab.example.com' },
    ]);
  });

  it('let no role name an identity that its catalogue does not describe', () => {
    const { config, catalogues } = merge({
      team: contentWith({ roles: [listed('a', { identity: 'work' as IdentityId })] }),
    });
    expect(config.roles).toEqual([]);
    expect(catalogues.get('team' as CatalogueId)?.complaints[0]?.kind).toBe('unknown-identity');
  });

  it("know the user's own identity again under another name", () => {
    const { issuer, clientId, provider } = identityWith();
    const company = { id: 'company' as IdentityId, issuer, clientId, provider };
    const { config } = merge({
      team: contentWith({ identities: [company], roles: [listed('a', { identity: company.id })] }),
    });
    expect(config.identities).toHaveLength(1);
    expect(config.roles[0]?.identity).toBe('work');
  });
});

describe('whatever catalogues say', () => {
  const ids = fc.constantFrom('prod', 'dev', 'test', 'ops');
  const role = fc.record({ id: ids, confirm: fc.boolean(), readOnly: fc.boolean(), own: fc.boolean() });
  const catalogue = fc.record({
    roles: fc.uniqueArray(role, { selector: ({ id }) => id, maxLength: 4 }),
    isForeign: fc.boolean(),
  });
  const local = fc.uniqueArray(ids, { maxLength: 3 });

  function contents(
    given: readonly {
      roles: readonly { id: string; own: boolean; confirm: boolean; readOnly: boolean }[];
      isForeign: boolean;
    }[],
  ) {
    const described = { ...identityWith({ id: 'theirs' }), clientId: 'app-2' };
    return Object.fromEntries(
      given.map(({ roles, isForeign }, index) => [
        `c${index}`,
        contentWith({
          identities: [isForeign ? foreign : described],
          roles: roles.map(({ id, own, confirm, readOnly }) =>
            listed(id, {
              id: id as RoleId,
              ...{ confirm, readOnly },
              ...(own && { identity: isForeign ? foreign.id : described.id }),
            }),
          ),
        }),
      ]),
    );
  }

  it("the user's own roles and identities stay as they are, and come first", () => {
    fc.assert(
      fc.property(fc.array(catalogue, { maxLength: 3 }), local, (given, own) => {
        const roles = own.map((id) => roleWith({ id, confirm: true }));
        const config = configWith({ roles, endpoints: { sts: 'https://sts.example.com' } });
        const merged = merge(contents(given), config).config;
        expect(merged.roles.slice(0, roles.length)).toEqual(roles);
        expect(merged.identities.slice(0, 1)).toEqual(config.identities);
        expect({ ...merged, roles, identities: config.identities, catalogues: undefined }).toEqual({
          ...config,
          catalogues: undefined,
        });
      }),
    );
  });

  it('no id is there twice, every role has an identity in use, and none signs in where nobody chose to', () => {
    fc.assert(
      fc.property(fc.array(catalogue, { maxLength: 3 }), local, (given, own) => {
        const config = configWith({ roles: own.map((id) => roleWith({ id })) });
        const merged = merge(contents(given), config).config;
        const all = merged.roles.map(({ id }) => id);
        expect(new Set(all).size).toBe(all.length);
        const known = new Set(merged.identities.map(({ id }) => id));
        expect(merged.roles.every(({ identity }) => known.has(identity))).toBe(true);
        expect(merged.identities.every(({ issuer }) => issuer === 'https://gitlab.example.com')).toBe(true);
      }),
    );
  });

  it('which ids are in use does not hang on the order of the catalogues', () => {
    fc.assert(
      fc.property(fc.array(catalogue, { maxLength: 3 }), local, (given, own) => {
        const config = configWith({ roles: own.map((id) => roleWith({ id })) });
        const there = Object.entries(contents(given));
        const idsOf = (entries: typeof there) =>
          merge(Object.fromEntries(entries), config)
            .config.roles.map(({ id }) => id as string)
            .sort();
        expect(idsOf([...there].reverse())).toEqual(idsOf(there));
      }),
    );
  });
});
