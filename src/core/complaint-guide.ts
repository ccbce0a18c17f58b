import type { Complaint } from './config-complaint.ts';
import { complaintWords as english } from './guide/english/complaints.ts';
import { complaintWords as japanese } from './guide/japanese/complaints.ts';
import type { Language } from './model.ts';

/** A language without words does not compile. */
const vocabularies: Readonly<Record<Language, (complaint: Complaint) => string>> = {
  en: english,
  ja: japanese,
};

/** A complaint about the configuration in the user's words. Its line stands elsewhere. */
export function complaintWords(complaint: Complaint, language: Language): string {
  return vocabularies[language](complaint);
}
