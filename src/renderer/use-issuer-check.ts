import { useCallback, useRef, useState } from 'react';
import type { FindingView } from '../shared/help-view.ts';
import type { ErrorView } from '../shared/view.ts';
import type { Ask } from './questions.ts';

export type IssuerCheck =
  | { readonly status: 'none' }
  | { readonly status: 'checking'; readonly issuer: string }
  | { readonly status: 'done'; readonly issuer: string; readonly findings: readonly FindingView[] }
  | { readonly status: 'failed'; readonly issuer: string; readonly error: ErrorView };

/** Asks a GitLab for what AWS will ask it for: once for each address that is meant, and again where one asks. */
export function useIssuerCheck(ask: Ask): readonly [IssuerCheck, (issuer: string, anew?: boolean) => void] {
  const [check, setCheck] = useState<IssuerCheck>({ status: 'none' });
  const last = useRef<string>(undefined);
  const look = useCallback(
    (issuer: string, anew = false): void => {
      if (issuer.trim() === '' || (!anew && last.current === issuer)) return;
      last.current = issuer;
      setCheck({ status: 'checking', issuer });
      void ask('setup:check-issuer', { issuer }).then((reply) => {
        if (last.current !== issuer) return;
        setCheck(
          reply.ok
            ? { status: 'done', issuer, findings: reply.findings }
            : { status: 'failed', issuer, error: reply.error },
        );
      });
    },
    [ask],
  );
  return [check, look];
}
