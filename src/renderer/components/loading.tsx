import { SpinnerIcon } from './icons.tsx';

/** Something is on its way, said in words as well. */
export function Loading({ children }: { readonly children: string }) {
  return (
    <p className="help-loading" role="status">
      <SpinnerIcon /> {children}
    </p>
  );
}
