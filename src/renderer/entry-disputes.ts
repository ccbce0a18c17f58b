import type { EditorField, EditorTexts } from './editor-texts.ts';
import type { IdentityDraft, RoleDraft } from './entry-draft.ts';
import type { EntryForm } from './use-entry-form.ts';

type FieldNotes = Pick<EntryForm, 'problemsAt' | 'touch'>;

/**
 * What is said at the fields, and where somebody has written another value into the file since it was typed there, what
 * that is.
 *
 * @param saidOf how the file's value reads; empty for nothing
 */
export function withDisputes<Field extends EditorField>(
  { problemsAt, touch }: FieldNotes,
  disputed: readonly Field[],
  words: EditorTexts,
  saidOf: (field: Field) => string,
): FieldNotes {
  return {
    touch,
    problemsAt(field) {
      const own = disputed.find((one) => one === field);
      const note = own === undefined ? [] : [{ level: 'warn' as const, title: words.changedTo(saidOf(own)) }];
      return [...problemsAt(field), ...note];
    },
  };
}

/** How a value of a role reads, as the editor shows it. */
export function saidOfRole(
  field: keyof RoleDraft,
  draft: RoleDraft,
  { editor: words }: { readonly editor: EditorTexts },
  browserLabel: (browser: RoleDraft['browser']) => string,
): string {
  switch (field) {
    case 'confirm':
    case 'readOnly':
      return draft[field] ? words.says.on : words.says.off;
    case 'color':
      return draft.color === '' ? words.noColor : words.color[draft.color];
    case 'production':
      return words.production[draft.production];
    case 'chain':
      return draft.chain.map(({ roleArn }) => roleArn).join(', ');
    case 'browser':
      return browserLabel(draft.browser);
    default:
      return draft[field];
  }
}

export function saidOfIdentity(field: keyof IdentityDraft, draft: IdentityDraft, words: EditorTexts): string {
  return field === 'provider' ? words.provider[draft.provider] : draft[field];
}
