import { useId } from 'react';
import { regionsIn } from '../regions.ts';
import { useTexts } from '../texts-context.ts';
import { Choice } from './choice.tsx';

interface RegionChoiceProps {
  /** The part of AWS whose regions there are. */
  readonly partition: string;
  /** The role's own, whatever it is. */
  readonly own: string;
  readonly value: string;
  readonly onChange: (region: string) => void;
}

/** Where the page opens: in the role's region, or another one. */
export function RegionChoice({ partition, own, value, onChange }: RegionChoiceProps) {
  const { region, regionNames } = useTexts().services;
  const id = useId();
  const others = regionsIn(partition).filter((one) => one !== own);
  const options = [own, ...others].map((one) => {
    const name = regionNames[one];
    return { value: one, name: name === undefined ? one : `${one} · ${name}` };
  });
  return (
    <div className="services-region">
      <label htmlFor={id}>{region}</label>
      <Choice ids={{ id }} value={value} options={options} onChange={onChange} />
    </div>
  );
}
