import { useEffect, useState } from 'react';
import type { TobiraBridge } from '../shared/ipc.ts';
import type { AppView } from '../shared/view.ts';
import { announcement } from './announce.ts';
import { textsIn } from './texts/languages.ts';

export type ViewState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly view: AppView; readonly said: string }
  | { readonly status: 'failed' };

/** The same words in the same place would not be spoken again: a space that nobody sees makes them others. */
function nextSaid(said: string, next: string | undefined): string {
  return next === said ? `${said}\u00A0` : (next ?? said);
}

/** One snapshot, then pushes. A push that overtakes the snapshot wins: it is newer. */
export function useView(bridge: TobiraBridge): ViewState {
  const [state, setState] = useState<ViewState>({ status: 'loading' });
  useEffect(() => {
    let wantsSnapshot = true;
    const stop = bridge.onView((view) => {
      wantsSnapshot = false;
      setState((old) => ({
        status: 'ready',
        view,
        said:
          old.status === 'ready'
            ? nextSaid(old.said, announcement(old.view, view, textsIn(view.language)))
            : '',
      }));
    });
    bridge.call('view:get', undefined).then(
      (view) => {
        if (wantsSnapshot) setState({ status: 'ready', view, said: '' });
      },
      () => {
        if (wantsSnapshot) setState({ status: 'failed' });
      },
    );
    return () => {
      wantsSnapshot = false;
      stop();
    };
  }, [bridge]);
  return state;
}
