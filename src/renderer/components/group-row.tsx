import type { ListRow } from '../sections.ts';
import { useList } from '../list-context.ts';
import { useTexts } from '../texts-context.ts';
import { ChevronIcon } from './icons.tsx';
import { placed, type RowPlace } from './role-row.tsx';

interface GroupRowProps {
  readonly group: Extract<ListRow, { kind: 'group' }>;
  readonly place?: RowPlace;
}

/** The name of the roles below it, which folds them away. */
export function GroupRow({ group: { id, of, name, count, open }, place }: GroupRowProps) {
  const { list, rolesOf } = useTexts();
  const { onFold } = useList();
  return (
    <div role="row" className="group" {...placed(place)}>
      <div role="gridcell">
        <button type="button" className="group-button" aria-expanded={open} onClick={() => onFold(id)}>
          <ChevronIcon />
          <bdi className="group-name">
            {name === undefined ? list.untagged : of === 'identity' ? rolesOf(name) : name}
          </bdi>
          <span className="group-count">{count}</span>
        </button>
      </div>
    </div>
  );
}
