import { AppError, asAppError } from './errors.ts';

/** A failure of the file system as one that the user can act on: the guides have words for its codes. */
export function fileFailure(path: string, error: unknown): AppError {
  if (error instanceof AppError) return asAppError(error);
  const code = codeOf(error) ?? 'it cannot be used';
  const reason = code === 'ELOOP' ? 'its links lead back to each other' : code;
  return new AppError('file_failed', { path, reason }, { cause: error });
}

/** The code that the platform's own errors carry. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** For a step whose failure matters only where its reason is another than these. */
export function unless(...codes: readonly string[]): (error: unknown) => undefined {
  return (error) => {
    if (!codes.includes(codeOf(error) ?? '')) throw error;
    return undefined;
  };
}
