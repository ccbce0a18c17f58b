import { useTexts } from '../texts-context.ts';
import type { Pasted } from '../use-pasted.ts';
import { Button } from './button.tsx';

interface PastedPageProps {
  readonly pasted: Pasted;
  /** Whether any role can open it. */
  readonly found: boolean;
  readonly onClear: () => void;
}

/** What the address in the search is: the roles that can open it stand below. */
export function PastedPage({ pasted, found, onClear }: PastedPageProps) {
  const texts = useTexts();
  const words = texts.pasted;
  if (pasted.kind === 'reading') return null;
  if (pasted.kind === 'page' && found) {
    const { name, region } = pasted.page;
    return (
      <p className="pasted" role="status">
        <bdi>{words.open(name, region)}</bdi>
      </p>
    );
  }
  const [title, hint] =
    pasted.kind === 'page'
      ? [words.noRole(pasted.page.accountId, pasted.page.partition), words.noRoleHint]
      : [words.notOpened, pasted.error.title];
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p className="empty-hint" role="status">
        {hint}
      </p>
      <Button onPress={onClear}>{texts.clearSearch}</Button>
    </div>
  );
}
