import type { AppView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { MoreIcon } from './icons.tsx';
import { MenuButton } from './menu-button.tsx';
import { MenuGroup, MenuItem } from './menu.tsx';

interface AppMenuProps {
  readonly view: AppView;
  readonly intentions: Intentions;
}

/** Leads to all that concerns no single role: advice, the configuration file, and locking everything. */
export function AppMenu({ view, intentions }: AppMenuProps) {
  const texts = useTexts();
  return (
    <MenuButton icon={<MoreIcon />} label={texts.page.menu} title={texts.version(view.version)}>
      <MenuGroup>
        <MenuItem onChoose={() => intentions.go({ at: 'settings' })}>{texts.settings.title}</MenuItem>
        <MenuItem onChoose={() => intentions.go({ at: 'setup' })}>{texts.setup.title}</MenuItem>
        <MenuItem onChoose={() => intentions.go({ at: 'doctor' })}>{texts.doctor.title}</MenuItem>
        <MenuItem onChoose={() => intentions.go({ at: 'activity' })}>{texts.activity.title}</MenuItem>
      </MenuGroup>
      <MenuGroup>
        <MenuItem onChoose={intentions.openConfig}>{texts.openConfig}</MenuItem>
        <MenuItem onChoose={intentions.reloadConfig}>{texts.reloadConfig}</MenuItem>
      </MenuGroup>
      <MenuGroup>
        <MenuItem onChoose={intentions.askToLock}>{texts.lock.menu}</MenuItem>
      </MenuGroup>
    </MenuButton>
  );
}
