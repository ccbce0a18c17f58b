import { useEffect, useState } from 'react';
import type { TobiraBridge } from '../shared/ipc.ts';
import type { AppView } from '../shared/view.ts';
import { announcement } from './announce.ts';
import { textsIn } from './texts/languages.ts';
import { createViewCopy } from './view-copy.ts';

export type ViewState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly view: AppView; readonly said: string }
  | { readonly status: 'failed' };

/** The same words in the same place would not be spoken again: a space that nobody sees makes them others. */
function nextSaid(said: string, next: string | undefined): string {
  return next === said ? `${said}\u00A0` : (next ?? said);
}

/** The view that the page shows, as it changes. */
export function useView(bridge: TobiraBridge): ViewState {
  const [state, setState] = useState<ViewState>({ status: 'loading' });
  useEffect(() => {
    const copy = createViewCopy({
      ask: () => bridge.call('view:get', undefined),
      onView: (view) =>
        setState((old) => ({
          status: 'ready',
          view,
          said:
            old.status === 'ready'
              ? nextSaid(old.said, announcement(old.view, view, textsIn(view.language)))
              : '',
        })),
      onFailed: () => setState({ status: 'failed' }),
    });
    const stop = bridge.onView((push) => copy.take(push));
    return () => {
      copy.end();
      stop();
    };
  }, [bridge]);
  return state;
}
