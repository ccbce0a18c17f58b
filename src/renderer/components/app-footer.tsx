import type { AppView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { AppMenu } from './app-menu.tsx';
import { EndpointButton } from './endpoint-button.tsx';

interface AppFooterProps {
  readonly view: AppView;
  /** Whether the list is what stands above it. */
  readonly list: boolean;
  readonly intentions: Intentions;
}

/** The keys on the left where there is something to choose; the endpoint and the menu of everything else on the right. */
export function AppFooter({ view, list, intentions }: AppFooterProps) {
  const texts = useTexts();
  const hasList = list && view.roles.length > 0 && view.identities.length > 0;
  return (
    <footer className="app-footer">
      {hasList ? (
        <p className="keys" aria-hidden="true">
          <Key signs={['↑', '↓']} does={texts.keys.choose} />
          <Key signs={['↵']} does={texts.keys.console} />
          <Key signs={['⇧', '↵']} does={texts.keys.readOnly} />
          <Key signs={isMac ? ['⌘', 'C'] : ['Ctrl', 'C']} does={texts.keys.copy} />
        </p>
      ) : (
        <p className="keys">{texts.version(view.version)}</p>
      )}
      {view.endpoint !== undefined && view.identities.length > 0 && (
        <EndpointButton endpoint={view.endpoint} intentions={intentions} />
      )}
      <AppMenu view={view} intentions={intentions} />
    </footer>
  );
}

const isMac = navigator.userAgent.includes('Mac');

interface KeyProps {
  readonly signs: readonly string[];
  readonly does: string;
}

function Key({ signs, does }: KeyProps) {
  return (
    <span className="key">
      {signs.map((sign) => (
        <kbd key={sign}>{sign}</kbd>
      ))}{' '}
      {does}
    </span>
  );
}
