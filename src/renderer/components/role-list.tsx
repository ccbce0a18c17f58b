import { type Range, defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useList } from '../list-context.ts';
import type { ListRow, RoleList } from '../sections.ts';
import { GroupRow } from './group-row.tsx';
import { gridId, rowId } from './ids.ts';
import { RoleRow, type RowPlace } from './role-row.tsx';

interface RoleListProps {
  readonly list: RoleList;
  readonly label: string;
  /** What it scrolls in. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** Whether the chosen row is to be brought into sight. */
  readonly follow: RefObject<boolean>;
}

/** So many rows are drawn without further ado. */
const fewRows = 100;

/** The rows below one heading. Of a long list only those in sight are drawn. */
export function RoleListRows(props: RoleListProps) {
  return props.list.rows.length > fewRows ? <LongList {...props} /> : <ShortList {...props} />;
}

function ShortList({ list, label, follow }: RoleListProps) {
  const { activeId } = useList();
  const isHere = list.rows.some((row) => row.kind === 'role' && row.role.id === activeId);
  useEffect(() => {
    if (activeId === undefined || !isHere || !follow.current) return;
    document.getElementById(rowId(activeId))?.scrollIntoView({ block: 'nearest' });
  }, [activeId, isHere, follow]);
  return (
    <div role="grid" className="roles" id={gridId(list.id)} aria-label={label}>
      {list.rows.map((row) => (
        <Row key={keyOf(row)} row={row} />
      ))}
    </div>
  );
}

/** In CSS pixels, until they are measured. */
const heights = { role: 54, group: 32 } as const;
/** The head of an identity, which stays above the rows. */
const headHeight = 56;

function LongList({ list: { id, rows }, label, scroller, follow }: RoleListProps) {
  const { activeId } = useList();
  const grid = useRef<HTMLDivElement>(null);
  const margin = useTop(grid, scroller);
  const active = rows.findIndex((row) => row.kind === 'role' && row.role.id === activeId);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[rows[index]?.kind ?? 'role'],
    getItemKey: useCallback((index: number) => keyOf(rows[index]), [rows]),
    overscan: 10,
    scrollMargin: margin,
    scrollPaddingStart: headHeight,
    scrollPaddingEnd: 4,
    // The chosen row is there even where it is out of sight: it may have the focus, and screen readers read it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        if (active === -1 || shown.includes(active)) return shown;
        return [...shown, active].sort((a, b) => a - b);
      },
      [active],
    ),
  });
  useEffect(() => {
    if (active !== -1 && follow.current) virtual.scrollToIndex(active, { align: 'auto' });
  }, [active, activeId, follow, virtual]);
  return (
    <div
      role="grid"
      className="roles"
      id={gridId(id)}
      ref={grid}
      aria-label={label}
      aria-rowcount={rows.length}
      data-long=""
      style={{ height: `${virtual.getTotalSize()}px` }}
    >
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index];
        const place = { number: index + 1, top: start - margin, index, measure: virtual.measureElement };
        return row && <Row key={key} row={row} place={place} />;
      })}
    </div>
  );
}

function Row({ row, place }: { readonly row: ListRow; readonly place?: RowPlace }) {
  const where = place && { place };
  return row.kind === 'role' ? <RoleRow role={row.role} {...where} /> : <GroupRow group={row} {...where} />;
}

function keyOf(row: ListRow | undefined): string {
  if (row === undefined) return '';
  return row.kind === 'role' ? `role ${row.role.id}` : `group ${row.id}`;
}

/** How far below the top of what scrolls an element begins, in CSS pixels. What stands above it comes and goes. */
function useTop(element: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const content = scroller.current?.firstElementChild;
    if (content === null || content === undefined) return undefined;
    // It is called once at the start, before anything is painted.
    const observer = new ResizeObserver(() => {
      if (element.current === null || scroller.current === null) return;
      const { top: own } = element.current.getBoundingClientRect();
      setTop(Math.round(own - scroller.current.getBoundingClientRect().top + scroller.current.scrollTop));
    });
    observer.observe(content);
    return () => observer.disconnect();
  }, [element, scroller]);
  return top;
}
