import { useEffect, useState } from 'react';
import type { RoleDetailsView } from '../shared/settings-view.ts';
import type { ErrorView } from '../shared/view.ts';
import type { Ask } from './questions.ts';

interface AskedDetails {
  /** Absent until they are there. */
  readonly details?: RoleDetailsView;
  readonly failure?: ErrorView;
}

/** What a role's row has no room for. @param roleId undefined where nothing is asked */
export function useRoleDetails(roleId: string | undefined, ask: Ask): AskedDetails {
  const [asked, setAsked] = useState<AskedDetails>({});
  useEffect(() => {
    if (roleId === undefined) return undefined;
    let wanted = true;
    void ask('role:details', { roleId }).then((reply) => {
      if (wanted) setAsked(reply.ok ? { details: reply.details } : { failure: reply.error });
    });
    return () => void (wanted = false);
  }, [ask, roleId]);
  return asked;
}
