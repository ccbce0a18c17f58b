import { useEffect } from 'react';
import type { WantedView } from '../shared/view.ts';
import type { Go } from './place.ts';

/** Goes where a click outside of the window leads, once for each click. */
export function useWantedPlace(wanted: WantedView | undefined, go: Go): void {
  const { click, page } = wanted ?? {};
  const roleId = wanted?.page === 'services' ? wanted.roleId : undefined;
  useEffect(() => {
    if (click === undefined) return;
    if (page === 'settings') go({ at: 'settings' });
    else if (roleId !== undefined) go({ at: 'roles', services: { roleId, click } });
  }, [click, page, roleId, go]);
}
