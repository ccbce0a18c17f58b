import type { ErrorView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { isFileAction } from '../file-action.ts';
import { ErrorNotice } from './error-notice.tsx';
import { FileButton } from './file-button.tsx';

interface ConfigFailedNoticeProps {
  readonly error: ErrorView;
  readonly intentions: Intentions;
}

/** The file has become unusable while the last good one stays in use: said above the list, which goes on working. */
export function ConfigFailedNotice({ error, intentions }: ConfigFailedNoticeProps) {
  const texts = useTexts();
  const { action } = error;
  return (
    <ErrorNotice
      error={error}
      note={texts.lastGoodInUse}
      button={
        action !== undefined &&
        action !== 'sign-in' && (
          <FileButton
            action={isFileAction(action) ? action : 'reload-config'}
            subject={texts.configFile}
            intentions={intentions}
          />
        )
      }
    />
  );
}
