import { useEffect, useState } from 'react';
import type { PastedPageView } from '../shared/page-view.ts';
import type { ErrorView } from '../shared/view.ts';
import type { Ask } from './questions.ts';

/** What the search holds where it is the address of a page. */
export type Pasted =
  /** Main has not said yet what it is. */
  | { readonly kind: 'reading' }
  | { readonly kind: 'page'; readonly address: string; readonly page: PastedPageView }
  | { readonly kind: 'refused'; readonly error: ErrorView };

/** Whether a text is meant as the address of a console, and not as words to search for. */
export function isAddress(text: string): boolean {
  const copied = text.trim();
  return (
    /^https?:\/\//i.test(copied) ||
    /^[\w.-]*\b(?:console|signin)\.(?:aws\.amazon\.com|amazonaws)/i.test(copied)
  );
}

/** @returns undefined where words are searched for */
export function usePasted(query: string, ask: Ask): Pasted | undefined {
  const address = isAddress(query) ? query.trim() : undefined;
  const [read, setRead] = useState<{ readonly address: string; readonly pasted: Pasted }>();
  useEffect(() => {
    if (address === undefined) return undefined;
    let wanted = true;
    void ask('page:read', { text: address }).then((reply) => {
      if (!wanted) return;
      const pasted: Pasted = reply.ok
        ? { kind: 'page', address, page: reply.page }
        : { kind: 'refused', error: reply.error };
      setRead({ address, pasted });
    });
    return () => void (wanted = false);
  }, [address, ask]);
  if (address === undefined) return undefined;
  return read?.address === address ? read.pasted : { kind: 'reading' };
}
