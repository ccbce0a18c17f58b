import type { Visitor } from '../../../core/ports.ts';

/** `tobira console` */
export const consoleTexts = {
  opening: (role: string) => `Opening the console as "${role}".`,
  turnedAway: (visitor: Visitor | undefined) => `Turned away from the console link: ${nameOf(visitor)}.`,
  letIn: (visitor: Visitor) => `Let in before: ${nameOf(visitor)}.`,
};

function nameOf(visitor: Visitor | undefined): string {
  if (visitor === undefined) return 'a program that the system does not name';
  return visitor.kind === 'program'
    ? `${visitor.name} (process ${visitor.pid})`
    : `another user of this computer (user id ${visitor.userId})`;
}
