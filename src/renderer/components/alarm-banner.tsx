import type { AlarmView } from '../../shared/alarm-view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button, IconButton } from './button.tsx';
import { CloseIcon, WarningIcon } from './icons.tsx';

interface AlarmBannerProps {
  readonly alarm: AlarmView;
  readonly intentions: Intentions;
}

/** Somebody else came for the address of a console: who it was, what it may mean, and what to do. */
export function AlarmBanner({ alarm, intentions }: AlarmBannerProps) {
  const texts = useTexts();
  const { id, roleName, identity } = alarm;
  return (
    <div className="notice notice-error" role="alert">
      <WarningIcon />
      <div className="notice-text">
        <p className="notice-title">{texts.alarm.title(roleName)}</p>
        <p className="notice-hint">{texts.alarm.who(alarm)}</p>
        <ul className="alarm-meanings">
          <li>{texts.alarm.harmless}</li>
          <li>{texts.alarm.harmful}</li>
        </ul>
        {identity && (
          <div className="notice-actions">
            <Button
              onPress={() => intentions.signOut(identity.id)}
              label={texts.actionFor(texts.signOut, identity.label)}
            >
              {texts.signOut}
            </Button>
          </div>
        )}
      </div>
      <IconButton
        icon={<CloseIcon />}
        label={texts.actionFor(texts.dismiss, texts.alarm.title(roleName))}
        onPress={() => intentions.dismissAlarm(id)}
      />
    </div>
  );
}
