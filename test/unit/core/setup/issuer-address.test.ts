import { describe, expect, it } from 'vitest';
import { issuerWords } from '../../../../src/core/setup-guide.ts';
import { addressFindings, correctedIssuer } from '../../../../src/core/setup/issuer-address.ts';
import { planSetup } from '../../../../src/core/setup/plan.ts';

const found = (issuer: string) => addressFindings(issuer).map(({ code, level }) => `${level} ${code}`);

describe('an issuer by its address', () => {
  it.each([
    'https://gitlab.com',
    'https://gitlab.example.com',
    'https://example.com/gitlab',
    'https://sts.172.example.com',
    'https://172.32.0.1.example.com',
  ])('finds nothing to say of %s', (issuer) => {
    expect(found(issuer)).toEqual([]);
  });

  it.each([
    ['gitlab.example.com', ['fail address-unreadable']],
    ['https://gitlab example.com', ['fail address-unreadable']],
    ['', ['fail address-unreadable']],
    ['http://gitlab.example.com', ['fail address-not-https']],
    ['https://gitlab.example.com:8443', ['fail address-with-port']],
    ['https://gitlab.example.com:443', ['fail address-with-port']],
    ['https://gitlab.example.com:', ['fail address-with-port']],
    ['https://me:secret@gitlab.example.com', ['fail address-with-user']],
    ['https://gitlab.example.com?x=1', ['fail address-with-query']],
    ['https://gitlab.example.com#top', ['fail address-with-query']],
    ['https://gitlab.example.com/', ['warn address-with-slash']],
    ['https://gitlab.example.com/${aws:x}', ['fail address-not-plain']],
    ['https://gitlab.example.com/$(id)', ['fail address-not-plain']],
    ['https://gitlab.example.com/"x', ['fail address-not-plain']],
    ["https://gitlab.example.com/'x", ['fail address-not-plain']],
    ['https://gitlab.example.com/..', ['fail address-not-plain']],
    ['https://gitlab.example.com/a/./b', ['fail address-not-plain']],
    ['https://gitlab.example.com/%2e%2e/a', ['fail address-not-plain']],
    ['https://gitlab.example.com//x', ['fail address-not-plain']],
    ['https://gitlab.example.com\\x', ['fail address-not-plain']],
    ['https://gitlab.example.com/\\x', ['fail address-not-plain']],
    ['https://gitlab.example.com/é', ['fail address-not-plain']],
    ['https://例え.jp', ['fail address-not-plain']],
    ['https://0x7f000001', ['fail address-not-plain', 'warn host-private']],
    ['http://127.0.0.1/$(id)', ['warn address-not-https', 'fail address-not-plain', 'warn host-private']],
    ['HTTPS://gitlab.example.com', ['warn address-in-capitals']],
    ['https://example.com/gitlab//', ['warn address-with-slash']],
    [`https://example.com/${'a'.repeat(240)}`, ['fail address-too-long']],
    ['https://GitLab.example.com', ['warn address-in-capitals']],
    ['https://93.184.216.34', ['warn host-is-address']],
    ['https://[2a00::1]', ['warn host-is-address']],
    ['https://10.1.2.3', ['warn host-private']],
    ['https://172.16.0.1', ['warn host-private']],
    ['https://192.168.1.1', ['warn host-private']],
    ['https://100.64.0.1', ['warn host-private']],
    ['https://169.254.0.1', ['warn host-private']],
    ['https://[fd00::1]', ['warn host-private']],
    ['https://[fe80::1]', ['warn host-private']],
    ['https://gitlab.local', ['warn host-local-name']],
    ['https://gitlab.corp.internal', ['warn host-local-name']],
    ['https://gitlab', ['warn host-local-name']],
  ])('%s: %j', (issuer, expected) => {
    expect(found(issuer)).toEqual(expected);
  });

  it('says every fault of one that has several', () => {
    expect(found('http://10.0.0.1:8080/')).toEqual([
      'fail address-not-https',
      'fail address-with-port',
      'warn address-with-slash',
      'warn host-private',
    ]);
  });

  it.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080'])(
    'only warns of %s, where tests live',
    (issuer) => {
      expect(found(issuer)).toEqual([
        'warn address-not-https',
        'warn address-with-port',
        'warn host-private',
      ]);
    },
  );

  it('says what to write instead', () => {
    const [slash] = addressFindings('https://gitlab.example.com/');
    const [capitals] = addressFindings('https://GitLab.Example.com/Sub');
    expect(slash?.details).toMatchObject({ instead: 'https://gitlab.example.com' });
    expect(capitals?.details).toMatchObject({ instead: 'https://gitlab.example.com/Sub' });
    const [script] = addressFindings('https://例え.jp/gitlab/');
    expect(script?.details).toMatchObject({ instead: 'https://xn--r8jz45g.jp/gitlab' });
    const [filledIn] = addressFindings('https://gitlab.example.com/$(id)');
    expect(filledIn?.details).toMatchObject({ instead: '' });
  });

  it.each([
    'https://gitlab.example.com/sub/',
    ' https://GitLab.Example.com/sub',
    'HTTPS://gitlab.EXAMPLE.com/sub// ',
    'https://gitlab.example.com/sub',
  ])('knows %j for one and the same', (typed) => {
    expect(correctedIssuer(typed)).toBe('https://gitlab.example.com/sub');
  });

  it.each([
    'https://oauth2:hunter2@gitlab.com:8443',
    'https://oauth2:hunter2@gitlab.com?private_token=hunter2#hunter2',
    'https://gitlab.com/a/#hunter2',
    'http://oauth2:hunter2@GitLab.com/sub/',
    'https://oauth2:hunter2@127.0.0.1/?token=hunter2',
    'https://oauth2:hun/hunter2@gitlab.com',
    'https://oauth2:a?hunter2@gitlab.com',
    'oauth2:hunter2@gitlab.com',
    `https://oauth2:hunter2@gitlab.com/${'a'.repeat(250)}`,
    'https://oauth2:hunter2@gitlab.com:99999999',
    'https://oauth2:hunter2@git lab.com',
  ])('shows no secret of %s in any finding, in either language', (issuer) => {
    const all = addressFindings(issuer);
    expect(all.some(({ level }) => level === 'fail')).toBe(true);
    const words = (['en', 'ja'] as const).flatMap((language) => all.map((one) => issuerWords(one, language)));
    expect(JSON.stringify([all, words])).not.toContain('hunter2');
    const jobs = { for: 'jobs', issuer, accountId: '1', roleName: 'Jobs' } as const;
    const people = { ...jobs, for: 'people', applicationId: '', users: [] } as const;
    for (const answers of [jobs, people]) {
      const plan = planSetup(answers);
      expect(plan.kind).toBe('refused');
      expect(JSON.stringify(plan)).not.toContain('hunter2');
    }
  });

  it('refuses a login and a query even where tests live', () => {
    expect(found('https://me:secret@127.0.0.1')).toContain('fail address-with-user');
    expect(found('https://127.0.0.1?x=1')).toContain('fail address-with-query');
  });

  it('does not repeat a password', () => {
    const odd = addressFindings('https://me:hunter2@例え.jp:8443/$(id)');
    expect(JSON.stringify(odd)).toContain('address-not-plain');
    expect(JSON.stringify(odd.filter(({ code }) => code === 'address-not-plain'))).not.toContain('hunter2');
    expect(JSON.stringify(addressFindings('https://me:hunter2@gitlab.example.com'))).not.toContain('hunter2');
  });
});
