import { useId } from 'react';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { DoorIcon } from './icons.tsx';

interface TrayHostNoticeProps {
  readonly intentions: Intentions;
}

/** Nothing on this desktop shows the tray icon: why there is a window, and how to get it back. */
export function TrayHostNotice({ intentions }: TrayHostNoticeProps) {
  const { title, hint, remedy, understood } = useTexts().trayHost;
  const titleId = useId();
  return (
    <section className="notice notice-calm" aria-labelledby={titleId}>
      <DoorIcon />
      <div className="notice-text">
        <p className="notice-title" id={titleId}>
          {title}
        </p>
        <p className="notice-hint">{hint}</p>
        <p className="notice-hint">{remedy}</p>
        <div className="notice-actions">
          <Button onPress={intentions.dismissTrayHost}>{understood}</Button>
        </div>
      </div>
    </section>
  );
}
