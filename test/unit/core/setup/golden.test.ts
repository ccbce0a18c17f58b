import { describe, expect, it } from 'vitest';
import { gitLabApplication } from '../../../../src/core/setup/gitlab-application.ts';
import { cases, planned } from './answers.ts';

const golden = [
  ...(['people', 'jobs', 'jobs-by-id', 'github', 'github-by-number', 'china-below-a-path'] as const),
] as const;
const all = golden.flatMap((name) => planned(cases[name]).outputs.map((output) => ({ name, ...output })));

describe('the outputs, as they are pasted', () => {
  it.each(all)('$name: $fileName', async ({ name, fileName, text }) => {
    await expect(text).toMatchFileSnapshot(`golden/${name}/${fileName.replace(/^.*\/|^\./, '')}`);
  });

  it('the application at GitLab', () => {
    expect(gitLabApplication('https://gitlab.example.com')).toEqual({
      name: 'Tobira',
      redirectUri: 'http://127.0.0.1/callback',
      confidential: false,
      scopes: ['openid', 'email', 'profile'],
      pages: {
        own: 'https://gitlab.example.com/-/user_settings/applications',
        group: 'https://gitlab.example.com/groups/GROUP/-/settings/applications',
        instance: 'https://gitlab.example.com/admin/applications',
      },
    });
  });
});
