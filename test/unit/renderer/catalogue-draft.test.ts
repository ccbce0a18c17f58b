import { describe, expect, it } from 'vitest';
import { catalogueDraft, catalogueFields } from '../../../src/renderer/catalogue-draft.ts';

const project = { ...catalogueDraft('work'), project: ' platform/aws-roles ', clientId: '77aa' };

describe('a catalogue that is being added', () => {
  it('says what its kind needs, and is called by where it is', () => {
    expect(catalogueFields(project, [])).toEqual({
      id: 'platform-aws-roles',
      identity: 'work',
      project: 'platform/aws-roles',
      clientId: '77aa',
    });
  });

  it('leaves out what was typed for another kind', () => {
    const draft = { ...project, kind: 'url' as const, url: 'example.com/roles.yaml' };
    expect(catalogueFields(draft, [])).toEqual({
      id: 'example-com',
      identity: 'work',
      url: 'https://example.com/roles.yaml',
    });
    const file = { ...project, kind: 'file' as const, file: '~/team/roles.yaml' };
    expect(catalogueFields(file, [])).toEqual({
      id: 'roles-yaml',
      identity: 'work',
      file: '~/team/roles.yaml',
    });
  });

  it('has an id that is nobody else’s', () => {
    const draft = { ...project, name: 'Platform' };
    expect(catalogueFields(draft, ['platform', undefined])).toMatchObject({
      id: 'platform-2',
      name: 'Platform',
    });
  });
});
