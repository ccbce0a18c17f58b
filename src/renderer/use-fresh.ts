import { useEffect, useState } from 'react';

/**
 * Whether something has happened only just now.
 *
 * @param at when it happened, milliseconds since the epoch; undefined where it has not
 * @param ms for how long that counts as now, in milliseconds
 */
export function useFresh(at: number | undefined, ms: number): boolean {
  const [over, setOver] = useState(() => (at !== undefined && at + ms <= Date.now() ? at : undefined));
  useEffect(() => {
    if (at === undefined) return;
    const timer = setTimeout(() => setOver(at), Math.max(0, at + ms - Date.now()));
    return () => clearTimeout(timer);
  }, [at, ms]);
  return at !== undefined && at !== over;
}
