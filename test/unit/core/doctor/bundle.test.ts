import { describe, expect, it } from 'vitest';
import type { Complaint } from '../../../../src/core/config-complaint.ts';
import { supportBundle, type BundleParts } from '../../../../src/core/doctor/bundle.ts';
import { failure, finding, skipped } from '../../../../src/core/doctor/finding.ts';
import { secretsIn } from '../../../../src/core/doctor/environment-secrets.ts';
import { createScrubber, scrubbedFinding } from '../../../../src/core/doctor/redaction.ts';
import { AppError } from '../../../../src/core/errors.ts';
import { configWith, identityWith, roleWith } from '../../../support/fake-nouns.ts';

const config = configWith({
  identities: [identityWith({ id: 'acme-login', clientId: 'f'.repeat(64) })],
  roles: [roleWith({ id: 'acme-prod', name: 'Acme production', identity: 'acme-login', profile: 'acme' })],
});

function bundle(change: Partial<BundleParts> = {}): string {
  return JSON.stringify(
    supportBundle({
      findings: [],
      program: { tobira: '1', runtime: 'Node 22', platform: 'linux x64' },
      config,
      review: undefined,
      environment: {},
      home: '/home/ada',
      now: 0,
      ...change,
    }),
  );
}

describe('a support bundle', () => {
  it('tells names that somebody chose by number, the same one each time', () => {
    const roleArn = 'arn:aws:iam::123456789012:role/team/Acme-Admin';
    const shown = { roleArn, issuer: 'https://gitlab.example.com', audience: 'app', subject: '4711' };
    const text = bundle({
      findings: [
        failure({ check: 'role', about: 'acme-prod' }, new AppError('role_refused', shown)),
        finding({ check: 'role', about: 'acme-prod' }, 'ok', 'role_assumed', { roleArn }),
        finding({ check: 'profiles', about: 'secret-customer' }, 'warn', 'profile_left', {
          profile: 'secret-customer',
          role: 'secret-role',
          path: '/home/ada/.aws/credentials',
        }),
      ],
      review: { files: [], profiles: ['secret-customer', 'another-customer'], managed: [] },
    });
    expect(text).not.toMatch(/acme|customer|secret-role|123456789012|4711|ada/i);
    expect(text.match(/"about":"role-1"/g)).toHaveLength(2);
    expect(text).toContain('arn:aws:iam::account-1:role/***');
    expect(text).toContain('~/.aws/credentials');
    expect(text).toContain('https://gitlab.example.com');
  });

  it('has variables by name, and a value only where it says nothing of anybody', () => {
    const text = bundle({
      environment: {
        AWS_REGION: 'eu-central-1',
        AWS_PROFILE: 'customer',
        ACME_THING: 'x',
        HTTPS_PROXY: 'http://u:pw@p',
      },
    });
    expect(text).toContain('"AWS_REGION":"eu-central-1"');
    expect(text).toContain('"AWS_PROFILE":"***"');
    expect(text).toContain('"HTTPS_PROXY":"***"');
    expect(text).not.toContain('ACME_THING');
  });

  it.each([
    ['LANG', 'ja_JP.UTF-8', 'Acme-Customer'],
    ['LC_ALL', 'C.UTF-8', 'ada@example'],
    ['LC_MESSAGES', 'de_DE@euro', 'adalovelace'],
    ['TERM', 'xterm-256color', 'adas-terminal'],
    ['TERM', 'screen.xterm-256color', 'xterm-ada'],
    ['XDG_CURRENT_DESKTOP', 'ubuntu:GNOME', 'GNOME:Ada'],
    ['AWS_REGION', 'us-gov-west-1', 'acme-customer-1'],
    ['CI', 'true', 'acme'],
  ])('tells %s as %s, and not as %s', (name, usual, own) => {
    expect(bundle({ environment: { [name]: usual } })).toContain(`"${name}":"${usual}"`);
    expect(bundle({ environment: { [name]: own } })).toContain(`"${name}":"***"`);
  });

  it('tells of a place only what is the same for everybody', () => {
    const own = '/data/users/Ada Lovelace/acme/credentials';
    const text = bundle({
      findings: [
        finding({ check: 'aws-files', about: own }, 'ok', 'file_absent', { path: own }),
        finding({ check: 'aws-files', about: 'acme/conf' }, 'ok', 'file_absent', { path: 'acme/conf' }),
        finding({ check: 'environment', about: 'AWS_CA_BUNDLE' }, 'ok', 'variable_authorities', {
          variable: 'AWS_CA_BUNDLE',
          path: 'D:\\Ada\\acme.pem',
        }),
        finding({ check: 'browser' }, 'ok', 'browser_found', { program: '/srv/ada/bin/firefox' }),
        finding({ check: 'environment', about: 'AWS_REGION' }, 'warn', 'variable_region', {
          variable: 'AWS_REGION',
          region: 'acme-customer-1',
        }),
        failure(
          { check: 'config' },
          new AppError('file_failed', { path: '/etc/ssl/certs/x', reason: 'see /srv/ada/notes' }),
        ),
      ],
      review: {
        files: [{ path: own, content: { kind: 'absent' } }],
        profiles: [],
        managed: [],
      },
    });
    expect(text).not.toMatch(/ada|lovelace|acme/i);
    expect(text).toContain('"about":"/***/users/***/***/credentials"');
    expect(text).toContain('/***/***/bin/firefox');
    expect(text).toContain('/etc/ssl/certs/***');
    expect(text).toContain('D:');
  });

  it.each([
    ['unknown key "cliendId": allowed are id, clientId', 'unknown key "***": allowed are id, clientId'],
    ['identities[0]: "clientId" is missing', 'identities[0]: "clientId" is missing'],
    ['roles[1]: "color" is "mauve": must be one of red', 'roles[1]: "color" is "***": must be one of red'],
    ['"id" is "a "secret" b": must be letters or "_"', '"id" is "***": must be letters or "_"'],
    ['"provider" is "oidc": must be so', '"provider" is "oidc": must be so'],
    [
      '"acme-typo" is no usable identity: known are acme-login',
      '"***" is no usable identity: known are identity-1',
    ],
    ['Unresolved tag: !acme', 'Unresolved tag: ***'],
    ['there is no "=" or ":" in this line', 'there is no "=" or ":" in this line'],
  ])('lets a helper see which word of the schema is wrong: %j', (message, told) => {
    const findings = [finding({ check: 'config' }, 'warn', 'config_problem', { path: '/c', message })];
    expect(JSON.parse(bundle({ findings }))).toMatchObject({ findings: [{ details: { message: told } }] });
  });

  it('has a complaint in words alone: the values of it would name what is hidden in them', () => {
    const complaint: Complaint = { at: ['roles', 0, 'id'], kind: 'taken', id: 'acme-secret' };
    const message = 'roles[0]: "acme-secret" is taken by an entry above: this one is left out';
    const findings = [
      finding({ check: 'config' }, 'warn', 'config_problem', { path: '/c', line: 3, message, complaint }),
      failure(
        { check: 'config' },
        new AppError('config_broken', { path: '/c', problems: [message], complaints: [{ complaint }] }),
      ),
    ];
    const text = bundle({ findings });
    expect(text).not.toContain('acme-secret');
    expect(text).not.toContain('complaint');
    expect(text).toContain('is taken by an entry above');
  });

  it('quotes nothing that a configuration says', () => {
    const message = 'identities[0]: "https://ada:hunter2@gitlab.example.com" is no issuer of ada@example.com';
    const text = bundle({
      findings: [finding({ check: 'config' }, 'warn', 'config_problem', { path: '/c', message })],
    });
    expect(text).not.toMatch(/hunter2|ada@/);
  });
});

describe('texts for the terminal', () => {
  it('lose secrets of the environment, logins in addresses, and whatever looks like a key or a token', () => {
    const secrets = secretsIn({
      AWS_SECRET_ACCESS_KEY: 'wJalr/XUtnFEMI+K7',
      HTTPS_PROXY: 'http://ada:p%40ss/word@proxy:3128',
      GITLAB_TOKEN: 'opaque-value-1',
      HOME: '/home/ada',
      AWS_PROFILE: 'prod',
    });
    const scrub = createScrubber(secrets);
    const text = [
      'wJalr/XUtnFEMI+K7',
      encodeURIComponent('wJalr/XUtnFEMI+K7'),
      'opaque-value-1',
      'http://bob:sesame@host/',
      'ASIAIOSFODNN7EXAMPLE',
      'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2ln',
      'glpat-abcdefghij0123456789',
    ].join(' ');
    expect(scrub(text)).toBe('*** *** *** http://***@host/ *** *** ***');
    expect(scrub('/home/ada/.aws/config of prod')).toBe('/home/ada/.aws/config of prod');
  });

  it.each([
    ['DB_PASSWORD', 'a://correct-horse', 'a://correct-horse'],
    ['https_proxy', `ada:${'/'.repeat(12)}@proxy:8080`, '/'.repeat(12)],
    ['https_proxy', 'ada:@@//@@//@@@@proxy:8080', '@@//@@//@@@'],
  ])('lose what %s=%s hides behind what looks like an address', (name, value, secret) => {
    expect(createScrubber(secretsIn({ [name]: value }))(`so: ${secret}.`)).toBe('so: ***.');
  });

  it('keep the places that variables name, whatever these are called', () => {
    const environment = {
      AWS_SHARED_CREDENTIALS_FILE: 'credentials',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/run/token',
      SSH_ASKPASS: '/usr/bin/ssh-askpass',
      DESKTOP_SESSION: 'gnome-classic',
      GIT_AUTHOR_NAME: 'Ada Lovelace',
      AUTH_SERVER: 'https://gitlab.example.com/',
      PATH: '/opt/pass:/usr/bin',
      PWD: '/home/ada/secret-project',
    };
    const text = Object.values(environment).join(' ');
    expect(createScrubber(secretsIn(environment))(text)).toBe(text);
  });

  it('keep what a finding says in words of Tobira, be it somebody’s password', () => {
    const scrub = createScrubber(secretsIn({ DB_PASSWORD: 'session' }));
    const found = skipped({ check: 'role', about: 'session-x' }, 'session');
    expect(scrubbedFinding(found, scrub)).toEqual({ ...found, about: '***-x' });
  });
});
