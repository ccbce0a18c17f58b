import type { UpdateView } from '../../shared/update-view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button, IconButton } from './button.tsx';
import { CloseIcon } from './icons.tsx';

interface UpdateLineProps {
  readonly update: UpdateView;
  /** What runs. */
  readonly running: string;
  readonly intentions: Intentions;
}

/** A newer version, in a quiet line at the window's foot. It goes when the user has put it away. */
export function UpdateLine({ update, running, intentions }: UpdateLineProps) {
  const { updates: words } = useTexts();
  const { version, hasPage, by = 'other' } = update;
  return (
    <section className="update-line" aria-label={words.title}>
      <p className="update-text">
        <span className="update-news">{words.news(version)}</span>{' '}
        {(by === 'debian' || !hasPage) && <span>{words.advice[by](running)}</span>}
      </p>
      {hasPage && (
        <Button kind="quiet" onPress={intentions.openReleasePage}>
          {words.page}
        </Button>
      )}
      <IconButton icon={<CloseIcon />} label={words.dismiss} onPress={intentions.dismissUpdate} />
    </section>
  );
}
