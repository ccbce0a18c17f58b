import { useLayoutEffect } from 'react';
import type { ThemeView } from '../shared/view.ts';

/** The style sheet knows the chosen theme by an attribute of the page; without it the desktop decides. */
export function useTheme(theme: ThemeView | undefined): void {
  useLayoutEffect(() => {
    // Until then it is as it was served.
    if (theme === undefined) return;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}
