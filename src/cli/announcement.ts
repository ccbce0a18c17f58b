import { parseRoleArn } from '../core/role-arn.ts';
import type { Texts } from './texts.ts';

/** The role that a terminal is opened as. */
export interface AnnouncedRole {
  readonly name: string;
  readonly roleArn: string;
  readonly region: string;
  /** When its keys end, milliseconds since the epoch; absent where they are renewed. */
  readonly until?: number;
}

export interface Announcement {
  /** Told once: it holds the end of the keys, by this computer's clock. */
  readonly line: string;
  /** It stays above the terminal, also when the line is out of sight. */
  readonly title: string;
}

/** Which role a terminal is, such as `Production / Admin · 123456789012 · ap-northeast-1 · until 08:43`. */
export function announce(
  { name, roleArn, region, until }: AnnouncedRole,
  texts: Texts['exec'],
): Announcement {
  const account = parseRoleArn(roleArn)?.accountId;
  const parts = [name, ...(account === undefined ? [] : [account]), region];
  const end = until === undefined ? [] : [texts.until(timeOfDay(until))];
  return { line: tame([...parts, ...end].join(' · ')), title: tame(parts.join(' · ')) };
}

/** The control sequence by which a terminal gets its title. Source: XTerm Control Sequences, "Operating System Commands". */
export function titleSequence(title: string): string {
  return `\u001b]0;${tame(title)}\u0007`;
}

/** A name is somebody's text: in a terminal it must command nothing, nor turn what follows it around. */
function tame(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

function timeOfDay(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
