import { useState } from 'react';
import type { ConfigProblemView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { WarningIcon } from './icons.tsx';

const shownAtFirst = 2;

interface ConfigProblemsProps {
  readonly problems: readonly ConfigProblemView[];
  /** What the problems mean for the rest of the file. */
  readonly hint: string;
  readonly intentions: Intentions;
}

/** What the file says wrongly, place by place. */
export function ConfigProblems({ problems, hint, intentions }: ConfigProblemsProps) {
  const texts = useTexts();
  const [all, setAll] = useState(false);
  if (problems.length === 0) return null;
  const shown = all ? problems : problems.slice(0, shownAtFirst);
  return (
    <section className="notice notice-warning" aria-label={texts.problems(problems.length)}>
      <WarningIcon />
      <div className="notice-text">
        <p className="notice-title">{texts.problems(problems.length)}</p>
        <p className="notice-hint">{hint}</p>
        <ul className="problems">
          {shown.map(({ line, column, message }, index) => (
            <li className="problem" key={`${line ?? ''}:${index}`}>
              {line !== undefined && <span className="problem-line">{texts.line(line, column)} </span>}
              <bdi className="problem-message">{message}</bdi>
            </li>
          ))}
        </ul>
        <div className="notice-actions">
          <Button onPress={intentions.openConfig} label={texts.openConfig}>
            {texts.action['open-config']}
          </Button>
          {problems.length > shownAtFirst && (
            <Button kind="quiet" onPress={() => setAll(!all)}>
              {all ? texts.showFewer : texts.showAll(problems.length)}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
