import type { Language } from '../core/model.ts';

/**
 * The words of notifications. What comes from outside, such as a role's name, stands in titles alone: many desktops
 * read markup in the text below.
 */
export interface NotificationTexts {
  readonly login: { readonly title: (who: string, role: string) => string; readonly body: string };
  readonly confirmation: { readonly title: (role: string) => string; readonly body: string };
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
};

export const notificationTexts: Readonly<Record<Language, NotificationTexts>> = {
  en: english,
  ja: japanese,
};
