import { japaneseRegions } from './japanese-regions.ts';
import type { ListTexts } from '../list-texts.ts';

export const japaneseList: ListTexts = {
  list: {
    found: '見つかったロール',
    pinned: 'ピン留め',
    recent: '最近使用',
    others: 'その他のロール',
    untagged: 'タグなし',
    production: '本番',
    readOnly: '読み取り専用',
    pin: (role) => `${role} をピン留め`,
    unpin: (role) => `${role} のピン留めを外す`,
    withAccess: (words, access) => `${words}（${access === 'full' ? 'フルアクセス' : '読み取り専用'}）`,
    minutesLeft: (minutes) => `残り ${minutes} 分`,
  },
  roleMenu: {
    readOnly: '読み取り専用で開く',
    fullAccess: 'フルアクセスで開く…',
    service: 'サービスを選んで開く…',
    pin: 'ピン留め',
    unpin: 'ピン留めを外す',
  },
  services: {
    title: 'サービスを選んで開く',
    search: 'サービスを検索',
    recent: '最近使用',
    all: 'すべてのサービス',
    noMatch: (query) => `「${query}」に一致するサービスはありません`,
    matches: (count) => `${count} 件のサービス`,
    region: 'リージョン',
    regionNames: japaneseRegions,
    absent: (name, partition) => `${name} は ${partition} では提供されていません`,
  },
  pasted: {
    open: (name, region) =>
      `${region === undefined ? '' : `${region} の`}${name === '' ? 'コンソール' : ` ${name} `}を開くロール`.trim(),
    noRole: (accountId, partition) =>
      accountId === undefined
        ? `${partition} のロールがありません`
        : `アカウント ${accountId} のロールがありません`,
    noRoleHint: '貼り付けたアドレスの場所にあるロールが、設定にありません。',
    notOpened: 'このアドレスは開けません',
  },
  keys: { choose: '選択', console: 'コンソール', readOnly: '読み取り専用', copy: 'コピー' },
};
