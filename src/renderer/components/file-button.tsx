import type { FileAction } from '../file-action.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';

interface FileButtonProps {
  readonly action: FileAction;
  /** Whose failure it helps with; told to screen readers. */
  readonly subject: string;
  readonly intentions: Intentions;
}

/** Stands beside the main button of a failure, never in its place: mending the file is half of the way. */
export function FileButton({ action, subject, intentions }: FileButtonProps) {
  const texts = useTexts();
  const act: Readonly<Record<FileAction, () => void>> = {
    'open-config': intentions.openConfig,
    'reload-config': intentions.reloadConfig,
  };
  return (
    <Button onPress={act[action]} label={texts.actionFor(texts.action[action], subject)}>
      {texts.action[action]}
    </Button>
  );
}
