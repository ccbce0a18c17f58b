import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { WrenchIcon } from './icons.tsx';
import { MenuButton } from './menu-button.tsx';
import { MenuItem } from './menu.tsx';

interface HelpMenuProps {
  readonly intentions: Intentions;
}

/** Leads to what is needed once in a while: the set-up of a role, and the check-up. */
export function HelpMenu({ intentions }: HelpMenuProps) {
  const texts = useTexts();
  return (
    <MenuButton icon={<WrenchIcon />} label={texts.page.menu} title={texts.page.menu}>
      <MenuItem onChoose={() => intentions.go({ at: 'setup' })}>{texts.setup.title}</MenuItem>
      <MenuItem onChoose={() => intentions.go({ at: 'doctor' })}>{texts.doctor.title}</MenuItem>
    </MenuButton>
  );
}
