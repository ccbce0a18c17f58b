import type { KeyboardEvent, RefObject } from 'react';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { CloseIcon, SearchIcon } from './icons.tsx';

interface SearchFieldProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onOpen: () => void;
  /** The ids of the grids that it steers, separated by spaces. */
  readonly grids: string;
  readonly activeRowId: string | undefined;
  readonly first: boolean;
}

/** The search steers the list: arrows choose, Enter opens, Escape clears. The focus stays here. */
export function SearchField(props: SearchFieldProps) {
  const { input, query, onQuery, onMove, onOpen, grids, activeRowId, first } = props;
  const texts = useTexts();

  const clear = (): void => {
    onQuery('');
    input.current?.focus();
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => onMove(1),
    ArrowUp: () => onMove(-1),
    Enter: onOpen,
    Escape: clear,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = keys[event.key];
    // An input method uses the same keys to choose among its candidates; a held key must not open twice.
    if (act === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.key !== 'Enter' || !event.repeat) act();
  };

  return (
    <search className="search-bar">
      <div className="search">
        <SearchIcon />
        <input
          ref={input}
          className="search-input"
          type="text"
          role="combobox"
          aria-label={texts.searchLabel}
          aria-autocomplete="list"
          aria-haspopup="grid"
          aria-expanded={grids !== ''}
          aria-controls={grids === '' ? undefined : grids}
          aria-activedescendant={activeRowId}
          placeholder={texts.searchPlaceholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-first-focus={first ? '' : undefined}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {query !== '' && <IconButton icon={<CloseIcon />} label={texts.clearSearch} onPress={clear} />}
      </div>
    </search>
  );
}
