import type { SetupProblemView } from '../shared/help-view.ts';
import type { ComplaintView } from '../shared/settings-view.ts';
import type { EditorField, EditorTexts } from './editor-texts.ts';

/** What is to be said at a field, in plain words. */
export function complaintsAt(
  field: EditorField,
  complaints: readonly ComplaintView[],
  words: EditorTexts,
): readonly SetupProblemView[] {
  const own = complaints.find((one) => one.field === field);
  return own === undefined ? [] : [{ level: 'fail', title: complaintWords(field, own.kind, words) }];
}

function complaintWords(field: EditorField, kind: ComplaintView['kind'], words: EditorTexts): string {
  switch (kind) {
    case 'missing':
      return words.missing(words.field[field]);
    case 'wrong':
      return words.wrong[field];
    case 'taken':
    case 'unknown':
    case 'unsupported':
    case 'changed':
      return words[kind];
  }
}

/** What is wrong with the entry as a whole; absent where nothing is. */
export function wholeComplaint(complaints: readonly ComplaintView[], words: EditorTexts): string | undefined {
  const own = complaints.find(({ field }) => field === '');
  if (own === undefined) return undefined;
  return own.kind === 'missing' ? words.gone : words.unusable;
}
