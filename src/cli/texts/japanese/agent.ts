import type { agent as English } from '../english/agent.ts';

export const agent: typeof English = {
  notRunning: 'Tobira は実行されていません。',
  asked: (kind, pid) => `${kinds[kind]}（プロセス ${pid}）に終了を依頼しました。`,
  running: (kind, pid, version) => `${kinds[kind]}が実行中です: プロセス ${pid}、バージョン ${version}`,
};

const kinds = { app: 'アプリ', agent: 'エージェント' } as const;
