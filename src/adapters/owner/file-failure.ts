import { AppError, asAppError } from '../../core/errors.ts';

/** A failure of the file system as one that the user can act on. */
export function fileFailure(path: string, error: unknown): AppError {
  if (error instanceof AppError) return asAppError(error);
  const reason = codeOf(error) ?? 'it cannot be used';
  return new AppError('file_failed', { path, reason }, { cause: error });
}

/** The code that Node's own errors carry. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
