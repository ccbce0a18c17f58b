import { describe, expect, it } from 'vitest';
import {
  addressIn,
  identityDraft,
  identityEdit,
  identityFields,
  nameIn,
  roleDraft,
  roleEdit,
  roleFields,
} from '../../../src/renderer/entry-draft.ts';
import type { RoleFields } from '../../../src/shared/settings-view.ts';

const roleArn = 'arn:aws:iam::123456789012:role/team/Admin';
const fields: RoleFields = { id: 'prod', identity: 'work', roleArn, name: 'Production' };
const entry = { id: 'prod', fields, complaints: [] };

describe('a new role', () => {
  it('gets its name from the ARN and an id from the name, and says nothing else', () => {
    const draft = roleDraft({ identity: 'work', roleArn: ` ${roleArn} ` });
    expect(roleFields(draft, [])).toEqual({ id: 'admin', identity: 'work', roleArn, name: 'Admin' });
  });

  it('takes no id of another role, and one that can be typed where the name has no letters for it', () => {
    const draft = roleDraft({ identity: 'work', roleArn });
    expect(roleFields(draft, ['admin', 'admin-2', undefined]).id).toBe('admin-3');
    expect(roleFields({ ...draft, name: '本番' }, []).id).toBe('role');
    expect(roleFields({ ...draft, name: 'Prod / Admin (eu)' }, []).id).toBe('prod-admin-eu');
    expect(roleFields({ ...draft, id: ' mine ' }, ['mine']).id).toBe('mine');
  });

  it('has what was typed, and tags however they are separated', () => {
    const draft = {
      ...roleDraft({ identity: 'work', roleArn }),
      ...{ tags: 'prod, web team、 db ,', region: ' eu-central-1 ', color: 'red' as const, confirm: true },
      browser: { app: 'firefox' as const, profile: 'aws' },
    };
    expect(roleFields(draft, [])).toMatchObject({
      tags: ['prod', 'web team', 'db'],
      region: 'eu-central-1',
      color: 'red',
      confirm: true,
      browser: { app: 'firefox', profile: 'aws' },
    });
  });
});

describe('a changed role', () => {
  it('is no edit where nothing differs', () => {
    expect(roleEdit(roleDraft(fields), 'prod', entry)).toBeUndefined();
  });

  it('sets what is new, takes out what was emptied, and touches nothing else', () => {
    const old = { ...entry, fields: { ...fields, tags: ['a'], readOnly: true } };
    const draft = { ...roleDraft(old.fields), tags: ' ', readOnly: false, region: 'eu-west-1' };
    expect(roleEdit(draft, 'prod', old)).toEqual({
      kind: 'role-edit',
      id: 'prod',
      set: { region: 'eu-west-1' },
      unset: expect.arrayContaining(['tags', 'readOnly']) as unknown,
      expected: { tags: ['a'], readOnly: true },
    });
  });

  it.each([
    [undefined, 'yes', { set: { production: true }, unset: [] }],
    [undefined, 'no', { set: { production: false }, unset: [] }],
    [true, 'no', { set: { production: false }, unset: [] }],
    [false, 'by-tags', { set: {}, unset: ['production'] }],
    [false, 'no', undefined],
  ] as const)('says of production what was chosen: from %s to %s', (before, production, edit) => {
    const old = { ...entry, fields: { ...fields, ...(before !== undefined && { production: before }) } };
    const made = roleEdit({ ...roleDraft(old.fields), production }, 'prod', old);
    expect(made).toEqual(
      edit && {
        ...{ kind: 'role-edit', id: 'prod', ...edit },
        expected: before === undefined ? {} : { production: before },
      },
    );
  });

  it.each([
    [undefined, { app: 'default' }, { set: { browser: { app: 'default' } }, unset: [] }],
    [{ app: 'default' }, undefined, { set: {}, unset: ['browser'] }],
    [{ app: 'firefox', profile: 'aws' }, undefined, { set: {}, unset: ['browser'] }],
    [{ app: 'firefox' }, { app: 'default' }, { set: { browser: { app: 'default' } }, unset: [] }],
    [{ app: 'default' }, { app: 'default' }, undefined],
    [undefined, undefined, undefined],
  ] as const)(
    'tells the browser of the settings from the one of the system: from %j to %j',
    (before, browser, edit) => {
      const old = { ...entry, fields: { ...fields, ...(before && { browser: before }) } };
      const made = roleEdit({ ...roleDraft(old.fields), browser }, 'prod', old);
      expect(made).toEqual(
        edit && {
          ...{ kind: 'role-edit', id: 'prod', ...edit },
          expected: before === undefined ? {} : { browser: before },
        },
      );
    },
  );

  it('leaves a switch that the file turns off in so many words', () => {
    const old = { ...entry, fields: { ...fields, confirm: false } };
    expect(roleEdit({ ...roleDraft(old.fields), name: 'P' }, 'prod', old)).toMatchObject({
      set: { name: 'P' },
      unset: [],
    });
  });

  it('does not hide that something needed was emptied', () => {
    expect(roleEdit({ ...roleDraft(fields), roleArn: '' }, 'prod', entry)).toMatchObject({
      set: { roleArn: '' },
      unset: [],
    });
  });
});

describe('an identity', () => {
  it('is called gitlab, and otherwise where that is taken', () => {
    const draft = identityDraft({ issuer: 'gitlab.example.com/', clientId: ' abc ' });
    expect(identityFields(draft, [])).toEqual({
      id: 'gitlab',
      issuer: 'https://gitlab.example.com',
      clientId: 'abc',
    });
    expect(identityFields(draft, ['gitlab']).id).toBe('gitlab-2');
  });

  it('is edited by what differs', () => {
    const known = { id: 'work', issuer: 'https://a.example', clientId: 'x', scopes: ['openid'] };
    const draft = { ...identityDraft(known), clientId: 'y', scopes: '' };
    expect(identityEdit(draft, 'work', { id: 'work', fields: known, complaints: [] })).toEqual({
      kind: 'identity-edit',
      id: 'work',
      set: { clientId: 'y' },
      unset: ['scopes'],
      expected: { clientId: 'x', scopes: ['openid'] },
    });
  });
});

describe('what is pasted', () => {
  it.each([
    ['gitlab.example.com', 'https://gitlab.example.com'],
    [' https://gitlab.example.com// ', 'https://gitlab.example.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['', ''],
  ])('becomes an address: %j', (text, address) => {
    expect(addressIn(text)).toBe(address);
  });

  it.each([
    [roleArn, 'Admin'],
    ['arn:aws:iam::123456789012:role/Admin', 'Admin'],
    ['arn:aws:iam::123456789012:user/Ada', ''],
    ['Admin', ''],
  ])('tells a role by its ARN only: %j', (text, name) => {
    expect(nameIn(text)).toBe(name);
  });
});
