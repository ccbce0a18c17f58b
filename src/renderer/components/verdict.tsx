import type { ReactNode } from 'react';
import type { DangerView, VerdictView } from '../../shared/help-view.ts';
import type { Texts } from '../texts.ts';
import { useTexts } from '../texts-context.ts';
import { CopyButton } from './copy-button.tsx';
import { Marked } from './error-text.tsx';
import { CheckIcon, FailIcon, WarningIcon } from './icons.tsx';
import { TextBox } from './text-box.tsx';

interface VerdictProps {
  readonly verdict: VerdictView;
  readonly onCopyCorrected: (copied: () => void) => void;
}

type Judged = Exclude<VerdictView, { readonly answer: 'unreadable' }>;

const looks: Readonly<Record<VerdictView['answer'], { readonly kind: string; readonly icon: ReactNode }>> = {
  allowed: { kind: 'calm', icon: <CheckIcon /> },
  refused: { kind: 'error', icon: <FailIcon /> },
  unknown: { kind: 'warning', icon: <WarningIcon /> },
  unreadable: { kind: 'error', icon: <FailIcon /> },
};

/** What AWS would say under the pasted policy, which condition fails, and the policy that would let one in. */
export function Verdict({ verdict, onCopyCorrected }: VerdictProps) {
  const { explain } = useTexts();
  const { kind, icon } = looks[verdict.answer];
  return (
    <>
      <div className={`notice notice-${kind} verdict`}>
        {icon}
        <div className="notice-text">
          <p className="notice-title">{explain.verdict[verdict.answer]}</p>
          {verdict.answer === 'unreadable' ? (
            verdict.faults.map((fault) => (
              <p className="notice-hint" key={fault}>
                {fault}
              </p>
            ))
          ) : (
            <Reasons verdict={verdict} />
          )}
        </div>
      </div>
      {verdict.answer !== 'unreadable' && (
        <>
          {verdict.dangers.length > 0 && <Dangers dangers={verdict.dangers} />}
          {verdict.obstacles.length > 0 && <Points points={verdict.obstacles} />}
          {verdict.corrected && <Corrected corrected={verdict.corrected} onCopy={onCopyCorrected} />}
        </>
      )}
    </>
  );
}

function Reasons({ verdict: { title, reasons } }: { readonly verdict: Judged }) {
  return (
    <>
      <p className="notice-hint">{title}</p>
      {reasons.length > 0 && (
        <ul className="reasons">
          {reasons.map((reason) => (
            <li className="reason" key={reason.title}>
              <p className="reason-title">{reason.title}</p>
              {reason.lines.length > 0 && (
                <ul className="reason-lines">
                  {reason.lines.map((line) => (
                    <li key={line}>
                      <Marked>{line}</Marked>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface CorrectedProps {
  readonly corrected: NonNullable<Judged['corrected']>;
  readonly onCopy: (copied: () => void) => void;
}

function Corrected({ corrected: { policy, changes }, onCopy }: CorrectedProps) {
  const texts = useTexts();
  const title = texts.explain.corrected;
  return (
    <>
      <TextBox
        title={title}
        text={policy}
        actions={<CopyButton label={texts.actionFor(texts.page.copy, title)} onCopy={onCopy} />}
      />
      <Points points={changes} />
    </>
  );
}

/** Sentences, one below the other. */
export function Points({ points }: { readonly points: readonly string[] }) {
  return (
    <ul className="help-points">
      {points.map((point) => (
        <li key={point}>
          <Marked>{point}</Marked>
        </li>
      ))}
    </ul>
  );
}

function Dangers({ dangers }: { readonly dangers: readonly DangerView[] }) {
  const { explain } = useTexts();
  return (
    <div className="notice notice-warning verdict">
      <WarningIcon />
      <div className="notice-text">
        <p className="notice-title">{explain.dangers}</p>
        <ul className="reason-lines">
          {dangers.map(({ level, text }) => (
            <li key={text}>
              <span className="danger-level">{levelOf(level, explain)}</span> <Marked>{text}</Marked>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function levelOf(level: DangerView['level'], explain: Texts['explain']): string {
  return `${explain.danger[level]}:`;
}
