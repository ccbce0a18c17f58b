import { useTexts } from '../texts-context.ts';
import { useBriefly } from '../use-briefly.ts';
import { Button, IconButton } from './button.tsx';
import { CheckIcon, CopyIcon } from './icons.tsx';

const copiedMs = 2500;

interface CopyButtonProps {
  /** What is copied, as screen readers hear it. */
  readonly label: string;
  /** Copies. Calls back once it is on the clipboard. */
  readonly onCopy: (copied: () => void) => void;
}

/** A sign that copies, and is a tick for a while once it has. */
export function CopyIconButton({ label, onCopy }: CopyButtonProps) {
  const [copied, showCopied] = useBriefly(copiedMs);
  return (
    <>
      <IconButton
        icon={copied ? <CheckIcon /> : <CopyIcon />}
        label={label}
        onPress={() => onCopy(showCopied)}
        done={copied}
      />
      <Said copied={copied} />
    </>
  );
}

/** The same with words: for what one came to copy. */
export function CopyButton({ label, onCopy }: CopyButtonProps) {
  const texts = useTexts();
  const [copied, showCopied] = useBriefly(copiedMs);
  return (
    <>
      <Button onPress={() => onCopy(showCopied)} label={label}>
        {copied ? <CheckIcon /> : <CopyIcon />}
        {texts.page.copy}
      </Button>
      <Said copied={copied} />
    </>
  );
}

function Said({ copied }: { readonly copied: boolean }) {
  const texts = useTexts();
  return (
    <span className="visually-hidden" role="status">
      {copied ? texts.copied : ''}
    </span>
  );
}
