import { durationText } from '../core/duration.ts';
import type { RoleNotice } from '../core/state.ts';
import { say } from './output.ts';

/** Says what is not as the user wrote it, on stderr: what is piped on stays clean. */
export function sayNotice(role: string, notice: RoleNotice | undefined): void {
  if (notice === undefined) return;
  const asked = durationText(notice.seconds);
  say(
    `AWS does not allow "${role}" to last for ${asked}: it lasts for 1h. Choose a shorter \`duration\` in the configuration.`,
  );
}
