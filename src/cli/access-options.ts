import { AppError } from '../core/errors.ts';
import type { Access } from '../core/model.ts';

/** The options that say what a session may do; without them, it is as the role says. */
export const accessOptions = {
  'read-only': { type: 'boolean' },
  'full-access': { type: 'boolean' },
} as const;

interface Values {
  readonly 'read-only'?: boolean | undefined;
  readonly 'full-access'?: boolean | undefined;
}

/** @throws AppError `usage` where both are given */
export function readAccess(values: Values): { readonly access?: Access } {
  const isReadOnly = values['read-only'] === true;
  const isFull = values['full-access'] === true;
  if (isReadOnly && isFull) throw new AppError('usage', { fault: 'access-twice' });
  if (isReadOnly) return { access: 'read-only' };
  return isFull ? { access: 'full' } : {};
}
