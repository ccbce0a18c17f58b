import { createContext, useContext, useEffect } from 'react';
import { type AskToLeave, leaveGuard } from './leave-guard.ts';

export const LeaveContext = createContext(leaveGuard());

/** Whatever leads elsewhere (the footer, the tray, the way back) asks first. @param ask absent while nothing would be lost */
export function useLeaveGuard(ask: AskToLeave | undefined): void {
  const guard = useContext(LeaveContext);
  useEffect(() => (ask === undefined ? undefined : guard.hold(ask)), [guard, ask]);
}
