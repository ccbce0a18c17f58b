import type { status as English } from '../english/status.ts';

export const status: typeof English = {
  signedIn: (name, subject, issuer) => `${name}、${issuer} の GitLab ユーザー ${subject}`,
  memoryOnly: '、メモリーにのみ保持',
  notSignedIn: (issuer) => `${issuer} にサインインしていません`,
  because: (issuer, problem) => `${issuer} にサインインしていません。${problem}`,
  noIdentities: (path) => `アイデンティティがありません。${path} に追加してください。`,
};
