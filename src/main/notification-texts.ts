import type { Language } from '../core/model.ts';

/**
 * The words of notifications. What comes from outside, such as a role's name, stands in titles alone: many desktops
 * read markup in the text below.
 */
export interface NotificationTexts {
  readonly login: { readonly title: (who: string, role: string) => string; readonly body: string };
  /** What was taken of a role ends, and does not renew itself. */
  readonly ending: {
    readonly title: (role: string, time: string) => string;
    /** @param first whether others end later */
    readonly several: (count: number, time: string, first: boolean) => string;
    readonly body: Readonly<Record<'console' | 'copied' | 'terminal' | 'profile' | 'several', string>>;
    readonly action: string;
  };
  readonly cleared: { readonly title: string; readonly body: string };
  readonly newVersion: { readonly title: (version: string) => string; readonly body: string };
  readonly newCatalogue: {
    readonly title: (name: string, counts: ChangeCounts) => string;
    readonly body: string;
  };
  readonly confirmation: { readonly title: (role: string) => string; readonly body: string };
}

/** How many roles of a catalogue there are of each kind. */
export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

function englishChanges({ added, removed, changed }: ChangeCounts): string {
  const parts = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
  ];
  const [first = '', ...more] = parts;
  const [count = '', verb = ''] = first.split(' ');
  return [`${count} ${count === '1' ? 'role' : 'roles'} ${verb}`, ...more].join(', ');
}

function japaneseChanges({ added, removed, changed }: ChangeCounts): string {
  return [
    ...(added > 0 ? [`${added} 件追加`] : []),
    ...(removed > 0 ? [`${removed} 件削除`] : []),
    ...(changed > 0 ? [`${changed} 件変更`] : []),
  ].join('、');
}

const english: NotificationTexts = {
  login: {
    title: (who, role) => `Sign in to ${who} for ${role}`,
    body: 'A program wants AWS credentials, and nobody is signed in. Click here to sign in.',
  },
  confirmation: {
    title: (role) => `${role} asks for your yes`,
    body: 'A program wants its credentials. Click here to answer.',
  },
  ending: {
    title: (role, time) => `${role} ends at ${time}`,
    several: (count, time, first) =>
      first ? `${count} roles end soon, the first at ${time}` : `${count} roles end at ${time}`,
    body: {
      console: 'The console session ends then. Click here to open the console again.',
      copied: 'What was copied works until then. Click here to copy it anew.',
      terminal: 'The keys in the terminal end then. Click here to open another one.',
      profile: 'The keys in its profile are not being renewed. Click here to see why.',
      several: 'Click here to see them.',
    },
    action: 'Renew',
  },
  cleared: { title: 'Clipboard cleared', body: 'The credentials that Tobira put there are gone.' },
  newVersion: {
    title: (version) => `Tobira ${version} is there`,
    body: 'Nothing has been downloaded. Click here to see more.',
  },
  newCatalogue: {
    title: (name, counts) => `${name}: ${englishChanges(counts)}`,
    body: 'The catalogue has changed. Click here to see what is new.',
  },
};

const japanese: NotificationTexts = {
  login: {
    // The verb comes last in Japanese, where desktops cut: what is to be done stands first.
    title: (who, role) => `サインインが必要: ${who}（${role}）`,
    body: 'プログラムが AWS の認証情報を要求しましたが、サインインしていません。ここをクリックするとサインインします。',
  },
  confirmation: {
    title: (role) => `確認が必要: ${role}`,
    body: 'プログラムが認証情報を要求しています。ここをクリックして回答してください。',
  },
  ending: {
    title: (role, time) => `${time} に終了: ${role}`,
    several: (count, time, first) =>
      first ? `まもなく終了: ${count} 件のロール（最初は ${time}）` : `${time} に終了: ${count} 件のロール`,
    body: {
      console: 'コンソールのセッションが終了します。ここをクリックすると、もう一度開きます。',
      copied: 'コピーした認証情報が使えなくなります。ここをクリックすると、新しいものをコピーします。',
      terminal: 'ターミナルのキーが使えなくなります。ここをクリックすると、新しいターミナルを開きます。',
      profile: 'プロファイルのキーを更新できていません。ここをクリックすると、理由を表示します。',
      several: 'ここをクリックすると表示します。',
    },
    action: '更新',
  },
  cleared: {
    title: 'クリップボードを消去しました',
    body: 'Tobira がコピーした認証情報は、もうクリップボードにありません。',
  },
  newVersion: {
    title: (version) => `Tobira ${version} があります`,
    body: 'まだ何もダウンロードしていません。ここをクリックすると詳細を表示します。',
  },
  newCatalogue: {
    title: (name, counts) => `${name}: ${japaneseChanges(counts)}`,
    body: 'カタログが変更されました。ここをクリックすると内容を表示します。',
  },
};

export const notificationTexts: Readonly<Record<Language, NotificationTexts>> = {
  en: english,
  ja: japanese,
};
