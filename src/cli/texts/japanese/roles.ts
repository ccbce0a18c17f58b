import type { roles as English } from '../english/roles.ts';

export const roles: typeof English = {
  none: '設定に使用できるロールがありません。',
};
