import { describe, expect, it } from 'vitest';
import { copyFormats } from '../../../src/core/model.ts';
import type { Texts } from '../../../src/renderer/texts.ts';
import { english } from '../../../src/renderer/texts/english.ts';
import { japanese } from '../../../src/renderer/texts/japanese.ts';
import { textsIn } from '../../../src/renderer/texts/languages.ts';
import { alarm, everyDelivery } from '../../support/renderer-fixtures.ts';
import { said, sampleFor, strangeInJapanese, type Samples } from '../../support/texts-said.ts';

const program = { kind: 'program', pid: 7, name: '◇' } as const;
const otherUser = { kind: 'other-user', userId: 1001 } as const;

const name: [string][] = [['◇']];
const seconds: [number][] = [[30]];

const samples: Samples<Texts> = {
  catalogues: {
    roles: [[0], [1], [5]],
    readAt: name,
    today: [['15:40']],
    onDay: [['◇', '15:40']],
    inUse: name,
    signInNeeded: name,
    otherUser: name,
    change: [
      ['◇', { added: 3, changed: 0, removed: 1 }],
      ['◇', { added: 0, changed: 2, removed: 1 }],
      ['◇', { added: 0, changed: 0, removed: 2, orLeftOut: true }],
      ['◇', { added: 0, changed: 1, removed: 0 }],
      ['◇', { added: 1, changed: 1, removed: 1 }],
    ],
    moved: [[{ id: '◇', from: '◆', to: '□' }]],
    gone: [[['◇', '◆']]],
    goneOrLeftOut: [[['◇', '◆']]],
    leftOut: [[1], [5]],
    hidden: [[1], [5]],
    foreign: [['◇', '◆']],
    foreignHint: [[1], [5]],
    foreignClient: name,
    problems: [[1], [5]],
    removeTitle: name,
    removeGoes: [[0], [1], [5]],
    form: { kinds: {}, lead: {} },
    role: {
      copyLead: name,
      through: [[[{ roleName: '◇', accountId: '◆' }]]],
      longest: [[3_600, 43_200]],
      fact: {},
    },
    editor: { step: [[1]], removeStep: [[1]], policyLength: [[12, 2_048]] },
  },
  editor: {
    title: {},
    field: {},
    hint: {},
    wrong: {},
    missing: [['◇']],
    color: {},
    production: {},
    changedTo: [[''], ['◇']],
    changedFields: [[['◇', '◆']]],
    says: {},
    browserAsInSettings: [['◇']],
    provider: {},
    discard: {},
  },
  welcome: {
    progress: [[1, 4]],
    title: {},
    lead: {},
    browserOpens: [['◇']],
    wrongRedirect: [['◇']],
  },
  updates: {
    news: [['◇']],
    advice: { debian: [['◇']], other: [['◇']] },
    hint: [['◇']],
    newest: [['15:40', '◇']],
    newer: [['15:40', '◇', '◆']],
    older: [['15:40', '◇', '◆']],
    prerelease: [['15:40', '◇']],
    failed: [['15:40', '◇']],
    fault: {},
  },
  imports: {
    sso: { all: [[2], [200]] },
    about: [['◇']],
    heading: {},
    from: [['◇']],
    presentAs: [['◇']],
    add: [[0], [1], [12]],
    added: [[1], [12]],
    formats: {},
    saved: [['◇']],
  },
  settings: {
    section: {},
    name: {},
    hint: {},
    themes: {},
    time: [[1], [45], [60], [5400]],
    privateWindow: [['◇']],
    browserProfile: [['◇', '◇']],
    keys: {},
    wrongInFile: [['◇']],
    loginFailed: {},
    complaint: {},
    add: {},
    actionsFor: [['◇']],
    editOf: [['◇']],
    copyOf: [['◇']],
    moved: [['◇', 1, 2]],
    removeRole: [['◇']],
    removeIdentity: [['◇']],
    profilesGo: [['◇']],
    rolesGo: [[1], [5]],
  },
  activity: {
    deed: [
      [{ kind: 'console' }],
      [{ kind: 'console', service: '◇' }],
      [{ kind: 'credentials' }],
      [{ kind: 'profile-remove', profile: '◇' }],
      [{ kind: 'sign-in' }],
      [{ kind: 'sign-out' }],
      [{ kind: 'lock' }],
    ],
    delivered: {},
    profile: [['◇']],
    as: [['◇']],
    by: [
      [{ kind: 'command', command: '◇' }],
      [{ kind: 'command', command: '◇', program: '◆' }],
      [{ kind: 'command', command: '◇', serves: true }],
    ],
    until: [['15:40']],
    failed: [['◇']],
  },
  matches: [[0], [1], [2]],
  noMatch: [['◇']],
  rolesOf: [['◇']],
  openConsoleAs: [['◇']],
  durationShortened: [[43_200], [5_400]],
  consoleShortened: [[43_200], [5_400]],
  until: [['15:40']],
  untilDay: [['木', '15:40']],
  step: {},
  consoleOpened: [['◇']],
  delivery: sampleFor(everyDelivery, { done: seconds }),
  copyCredentials: sampleFor(copyFormats, name),
  moreDeliveries: [['◇']],
  deliveryGroup: { profile: [['◇']] },
  keptFresh: [[['◇']], [['◇', '◆']]],
  endpoint: { state: {}, turn: {} },
  notWithdrawn: {},
  progressOf: [['◇', '◆']],
  signInTo: [['◇']],
  cancelSignIn: [['◇']],
  signedInAs: [['◇']],
  codeFor: [['◇']],
  accountDetails: [['◇', '◆']],
  sameUser: [['◇']],
  stillSignedIn: [['◇']],
  notToldHint: [['◇']],
  trayHost: {},
  action: {},
  refusal: {
    lead: {},
    roleIn: [['123']],
    principal: [['◇']],
    condition: [['◇']],
    copy: [['◇']],
  },
  actionFor: [['◇', '◆']],
  alarm: {
    title: [['◇']],
    who: [
      [alarm({ letIn: program, turnedAway: program })],
      [alarm({ letIn: program, turnedAway: otherUser })],
      [{ id: '1', roleName: '◇', turnedAway: otherUser }],
      [{ id: '1', roleName: '◇', letIn: program }],
      [{ id: '1', roleName: '◇', turnedAway: program }],
      [{ id: '1', roleName: '◇' }],
    ],
  },
  confirm: { who: {}, holds: [[900], [3_600]], fullHolds: [[900], [3_600]], allow: [[900], [3_600]] },
  lock: {
    notTold: [['◇']],
    sessionKept: [['◇', '◆']],
    sessionsUnknown: [['◇']],
    sessionWorthless: [['◇', '◆']],
  },
  stray: [['◇']],
  strayHint: [['◇']],
  problems: [[1], [2]],
  line: [
    [7, undefined],
    [7, 12],
  ],
  showAll: [[7]],
  list: {
    pin: name,
    unpin: name,
    withAccess: [
      ['◇', 'full'],
      ['◇', 'read-only'],
    ],
    minutesLeft: [[1], [12]],
  },
  roleMenu: {},
  services: {
    noMatch: name,
    matches: [[0], [1], [2]],
    regionNames: {},
    absent: [['◇', '◆']],
  },
  pasted: {
    open: [
      ['◇', '◆'],
      ['◇', undefined],
      ['', undefined],
    ],
    noRole: [
      ['123456789012', '◆'],
      [undefined, '◆'],
    ],
  },
  keys: {},
  page: { saved: name, textOf: name },
  explain: {
    ...{ facts: {}, verdict: {}, danger: {}, provider: name, clockAhead: seconds, clockBehind: seconds },
    link: [
      [{ roleArn: '◆', from: '●', actions: ['sts:AssumeRole'], externalId: false }],
      [{ roleArn: '◆', from: '●', actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'], externalId: true }],
    ],
  },
  doctor: {
    level: {},
    summary: [
      [{ ok: 3, warn: 0, fail: 0, skipped: 0 }],
      [{ ok: 4, warn: 1, fail: 1, skipped: 1 }],
      [{ ok: 0, warn: 2, fail: 3, skipped: 2 }],
    ],
    notSignedIn: [[['仕事', '自宅']]],
  },
  setup: {
    steps: {},
    field: {},
    hint: {},
    partition: {},
    missing: name,
    goTo: name,
    copySetting: name,
    removeUser: name,
    you: name,
    outputHint: {},
  },
  version: [['1.2.3']],
};

const inEnglish = said(english, samples);
const inJapanese = said(japanese, samples);

/** The same in every language. */
const names = new Set([
  // Names of keys, of a desktop's protocol and of the command.
  ...['settings.recording', 'settings.unusableKeys', 'settings.keys.unavailable', 'settings.reorderHint'],
  // What one types, names, and what GitLab's form shows.
  ...['roleArn', 'region', 'destination', 'profile', 'issuer', 'redirectUri', 'url', 'project'].map(
    (field) => `editor.wrong.${field}`,
  ),
  // A key of the file, and a program.
  ...['updates.noFeed', 'updates.fault.unreadable'],
  // Tags, as one writes them in the file.
  'editor.hint.production',
  // A path as one writes it, and keys of a policy.
  ...['editor.hint.project', 'editor.wrong.sessionPolicy'],
  ...['editor.field.redirectUri', 'editor.provider.gitlab', 'editor.provider.oidc'],
  ...['welcome.wrongRedirect(0)', 'welcome.confidential', 'catalogues.form.clientIdHint'],
  'appName',
  'version(0)',
  'language',
  'progressOf(0)',
  // A name of AWS's own.
  'setup.partition.aws-us-gov',
  ...['us-gov-east-1', 'us-gov-west-1'].map((region) => `services.regionNames.${region}`),
  'actionFor(0)',
  // Names of AWS's actions stand in it.
  ...['explain.link(0)', 'explain.link(1)'],
  ...['issuer', 'audience', 'subject'].map((claim) => `explain.facts.${claim}`),
  ...copyFormats.map((format) => `delivery.copy-${format}.item`),
]);

describe('the window in Japanese', () => {
  it('says everything that it says in English, in words of its own', () => {
    expect([...inJapanese.keys()].sort()).toEqual([...inEnglish.keys()].sort());
    const same = [...inJapanese].filter(([name, text]) => !names.has(name) && inEnglish.get(name) === text);
    expect(same).toEqual([]);
  });

  it('leaves nothing in English but names, and no seam without a gap', () => {
    const strange = [...inJapanese].filter(
      ([name, text]) => !names.has(name) && strangeInJapanese(text).length > 0,
    );
    expect(strange).toEqual([]);
  });

  it('says the same of what was put in as English does', () => {
    const put = (text: string | undefined) => [...(text ?? '').matchAll(/[◇◆]|\d+/g)].map(String).sort();
    const lost = [...inEnglish].filter(([name, text]) => {
      // English puts some numbers into words, and Japanese counts the visits.
      if (name.startsWith('alarm.who')) return false;
      return put(text).some((one) => !put(inJapanese.get(name)).includes(one));
    });
    expect(lost).toEqual([]);
  });

  it('says nothing empty in either language', () => {
    expect([...inEnglish, ...inJapanese].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

describe('a language', () => {
  it('is found by its tag, and English where Tobira does not speak it', () => {
    expect(textsIn('ja')).toBe(japanese);
    expect(textsIn('en')).toBe(english);
    expect(textsIn('fr')).toBe(english);
    expect(textsIn('')).toBe(english);
  });

  it('counts and times in its own way', () => {
    expect(english.delivery['copy-fish'].done(30)).toBe('Copied for fish: cleared in 30\u00A0sec');
    expect(japanese.delivery['copy-fish'].done(30)).toBe('fish 用にコピー済み。30\u00A0秒後に消去');
  });
});

describe('the search for English in Japanese', () => {
  it('finds what it is for', () => {
    expect(strangeInJapanese('AWS に Sign in')).toEqual(['Sign', 'in']);
    expect(strangeInJapanese('AWSに')).toEqual(['Sに']);
    expect(strangeInJapanese('AWS にサインイン')).toEqual([]);
  });
});
