import { type ReactNode, useId } from 'react';
import { useTexts } from '../texts-context.ts';

interface TextBoxProps {
  readonly title: string;
  readonly hint?: string;
  readonly text: string;
  /** Buttons for the whole text, such as to copy it. */
  readonly actions: ReactNode;
}

/** A text that is made for another program: to be read, chosen and copied as it stands. */
export function TextBox({ title, hint, text, actions }: TextBoxProps) {
  const texts = useTexts();
  const id = useId();
  return (
    <section className="text-box" aria-labelledby={id}>
      <div className="text-box-head">
        <h2 className="help-heading" id={id}>
          {title}
        </h2>
        <div className="text-box-actions">{actions}</div>
      </div>
      {hint !== undefined && <p className="help-hint">{hint}</p>}
      <pre className="text-box-text" tabIndex={0} role="region" aria-label={texts.page.textOf(title)}>
        {text}
      </pre>
    </section>
  );
}
