import { useId } from 'react';
import type { SetupProblemView } from '../../shared/help-view.ts';
import type { RoleColorView } from '../../shared/view.ts';
import { useTexts } from '../texts-context.ts';
import { Remark } from './remark.tsx';

const colors: readonly (RoleColorView | '')[] = [
  '',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'gray',
];

interface SwatchesProps {
  readonly value: RoleColorView | '';
  readonly problems: readonly SetupProblemView[];
  readonly onChange: (color: RoleColorView | '') => void;
}

/** A colour, chosen by sight; its name is spoken, and shown on hover. */
export function Swatches({ value, problems, onChange }: SwatchesProps) {
  const { editor: words } = useTexts();
  const name = useId();
  return (
    <fieldset className="field swatches">
      <legend className="field-label">{words.field.color}</legend>
      <div className="swatch-row">
        {colors.map((color) => {
          const label = color === '' ? words.noColor : words.color[color];
          return (
            <label className="swatch" data-color={color} key={color} title={label}>
              <input
                type="radio"
                name={name}
                checked={color === value}
                onChange={() => onChange(color)}
                aria-label={label}
              />
            </label>
          );
        })}
      </div>
      {problems.map((problem) => (
        <Remark key={problem.title} {...problem} />
      ))}
    </fieldset>
  );
}
