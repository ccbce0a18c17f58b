import type { Vocabulary } from '../guidance.ts';
import { usageFault } from './usage.ts';

/** Tobira itself. */
export const tobiraWords = {
  internal: () => ({
    title: 'Tobira の内部でエラーが発生しました。',
    happened: '想定外の状態になりました。Tobira の不具合です。',
    advice: 'もう一度お試しください。繰り返し発生する場合は、行った操作を添えてご報告ください。',
  }),
  usage: (fault) => ({
    title: usageFault(fault),
    happened: '何も実行していません。',
    advice: '`tobira --help` で使い方を確認してください。',
  }),
} satisfies Partial<Vocabulary>;
