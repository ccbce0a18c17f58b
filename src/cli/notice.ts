import { durationText } from '../core/duration.ts';
import type { RoleNotice } from '../core/role-notice.ts';
import { say } from './output.ts';
import { quoted } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** Says what is not as the user wrote it, on stderr: what is piped on stays clean. */
export async function sayNotice(role: string, notice: RoleNotice | undefined): Promise<void> {
  if (notice === undefined) return;
  const { common: texts } = await loadTexts();
  const words = notice.kind === 'console-shortened' ? texts.consoleShortened : texts.durationShortened;
  say(words(quoted(role), durationText(notice.seconds)));
}
