import type { KeyboardEvent, RefObject } from 'react';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { CloseIcon, SearchIcon } from './icons.tsx';

interface SearchFieldProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onMove: (step: 1 | -1) => void;
  /** @param readOnly whether Shift was held */
  readonly onOpen: (readOnly: boolean) => void;
  /** Escape in an empty field. */
  readonly onLeave: () => void;
  /** The ids of the grids that it steers, separated by spaces. */
  readonly grids: string;
  readonly activeRowId: string | undefined;
  readonly first: boolean;
}

/** The search steers the list: arrows choose, Enter opens, Escape clears and then closes. The focus stays here. */
export function SearchField(props: SearchFieldProps) {
  const { input, query, onQuery, onMove, onOpen, onLeave, grids, activeRowId, first } = props;
  const texts = useTexts();

  const clear = (): void => {
    onQuery('');
    input.current?.focus();
  };
  const keys: Readonly<Record<string, (withShift: boolean) => void>> = {
    ArrowDown: () => onMove(1),
    ArrowUp: () => onMove(-1),
    Enter: onOpen,
    Escape: query === '' ? onLeave : clear,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = keys[event.key];
    // An input method uses the same keys to choose among its candidates; a held key must not open twice.
    if (act === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.key.startsWith('Arrow') || !event.repeat) act(event.shiftKey);
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
