import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { SearchIcon } from './icons.tsx';

interface NothingFoundProps {
  readonly query: string;
  readonly onClear: () => void;
}

/** In the place of the list, where a search finds no role. */
export function NothingFound({ query, onClear }: NothingFoundProps) {
  const texts = useTexts();
  return (
    <div className="empty">
      <SearchIcon />
      <p className="empty-title">
        <bdi>{texts.noMatch(query)}</bdi>
      </p>
      <p className="empty-hint">{texts.noMatchHint}</p>
      <Button onPress={onClear}>{texts.clearSearch}</Button>
    </div>
  );
}
