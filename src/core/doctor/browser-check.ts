import { finding, type Finding } from './finding.ts';
import type { BrowserFacts } from './surroundings.ts';

const place = { check: 'browser' } as const;

/** Whether something would open the login page. Nothing here is a failure: a login with a code needs no browser. */
export function checkBrowser({ named, opener, hasDefault, hasDisplay }: BrowserFacts): readonly Finding[] {
  const chosen = named.find(({ found }) => found);
  if (chosen !== undefined) return [finding(place, 'ok', 'browser_found', { program: chosen.program })];
  const [first] = named;
  const broken =
    first === undefined
      ? []
      : [finding(place, 'warn', 'browser_variable_broken', { program: first.program })];
  return [...broken, withoutVariable({ opener, hasDefault, hasDisplay })];
}

function withoutVariable({ opener, hasDefault, hasDisplay }: Omit<BrowserFacts, 'named'>): Finding {
  const { program, found } = opener;
  if (hasDisplay === false) return finding(place, 'warn', 'browser_no_display', {});
  if (!found) return finding(place, 'warn', 'browser_missing', { program });
  return hasDefault === false
    ? finding(place, 'warn', 'browser_no_default', { program })
    : finding(place, 'ok', 'browser_found', { program });
}
