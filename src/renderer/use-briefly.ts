import { useCallback, useEffect, useState } from 'react';

/**
 * A sign that goes away by itself.
 *
 * @param ms how long it stays after the last start, in milliseconds
 * @returns whether it is there, and what starts it
 */
export function useBriefly(ms: number): readonly [boolean, () => void] {
  const [starts, setStarts] = useState(0);
  useEffect(() => {
    if (starts === 0) return;
    const timer = setTimeout(() => setStarts(0), ms);
    return () => clearTimeout(timer);
  }, [starts, ms]);
  const start = useCallback(() => setStarts((count) => count + 1), []);
  return [starts > 0, start];
}
