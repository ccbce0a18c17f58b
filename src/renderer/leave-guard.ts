/** Asks before what was typed is lost. @param leave what was to be done; called where the answer is yes */
export type AskToLeave = (leave: () => void) => void;

/** Stands between the wish to go to another page and the going. */
export interface LeaveGuard {
  /** From now on that one is asked first. @returns ends it */
  readonly hold: (ask: AskToLeave) => () => void;
  /** Goes, at once where nobody is to be asked. */
  readonly leave: (go: () => void) => void;
}

/** The guard of a window: one page stands in it, so one is asked at most. */
export function leaveGuard(): LeaveGuard {
  let asked: AskToLeave | undefined;
  return {
    hold(ask) {
      asked = ask;
      return () => {
        if (asked === ask) asked = undefined;
      };
    },
    leave(go) {
      if (asked === undefined) go();
      else asked(go);
    },
  };
}
