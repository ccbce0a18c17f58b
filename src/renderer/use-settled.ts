import { useEffect, useState } from 'react';

/**
 * Whether something has been there for a while, in view: what has only just appeared gets clicks that were meant for
 * what stood there before.
 *
 * @param what is there; another one begins anew
 * @param ms how long it must have been there, in milliseconds
 */
export function useSettled(what: string, ms: number): boolean {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const begin = (): void => {
      clearTimeout(timer);
      setSettled(undefined);
      timer = setTimeout(() => setSettled(what), ms);
    };
    begin();
    // A window that comes up shows it for the first time.
    document.addEventListener('visibilitychange', begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', begin);
    };
  }, [what, ms]);
  return settled === what;
}
