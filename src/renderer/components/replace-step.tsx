import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';

interface ReplaceStepProps {
  /** What it is for; told to screen readers. */
  readonly subject: string;
  readonly onReplace: () => void;
}

/** Replaces what somebody else wrote, in two steps: the second says what is lost, and stands where no click repeats. */
export function ReplaceStep({ subject, onReplace }: ReplaceStepProps) {
  const texts = useTexts();
  const [asking, setAsking] = useState<boolean>();
  const actions = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The first button of either step is the one that does no harm.
    if (asking !== undefined) actions.current?.querySelector('button')?.focus();
  }, [asking]);
  return (
    <>
      {asking === true && (
        <p className="role-error-question" role="alert">
          {texts.replaceQuestion}
        </p>
      )}
      <div className="notice-actions" ref={actions}>
        {asking === true ? (
          <>
            <Button
              key="keep"
              onPress={() => setAsking(false)}
              label={texts.actionFor(texts.keepIt, subject)}
            >
              {texts.keepIt}
            </Button>
            <Button
              key="replace"
              kind="danger"
              onPress={onReplace}
              label={texts.actionFor(texts.replaceIt, subject)}
            >
              {texts.replaceIt}
            </Button>
          </>
        ) : (
          <Button
            key="ask"
            onPress={() => setAsking(true)}
            label={texts.actionFor(texts.action.overwrite, subject)}
          >
            {texts.action.overwrite}
          </Button>
        )}
      </div>
    </>
  );
}
