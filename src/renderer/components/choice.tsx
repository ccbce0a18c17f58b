interface ChoiceProps<Value extends string> {
  /** Its id, and the ids of what is said about it. */
  readonly ids: { readonly id: string; readonly 'aria-describedby'?: string };
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly name: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few answers that are all known. */
export function Choice<Value extends string>({ ids, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <select
      {...ids}
      className="input"
      value={value}
      onChange={(event) => {
        const chosen = options[event.target.selectedIndex];
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
