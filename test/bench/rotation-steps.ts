/** The steps of one rotation, in their order. Each lasts until the next begins. */
export const rotationSteps = [
  /** The old token is read from the keychain. */
  'before the request',
  /** GitLab is asked: it commits the new token somewhere in here. */
  'in flight',
  /** The reply is here, and the new token in it is looked for. */
  'after the reply',
  /** The new token goes into the keychain and is read back. */
  'during the store',
  /** It is safe; the rest of the reply is checked. */
  'after the store',
] as const;
export type RotationStep = (typeof rotationSteps)[number];

/** A step that has begun. */
export interface Mark {
  readonly step: RotationStep;
  /** Milliseconds of the machine's steady clock. */
  readonly at: number;
}

/** When a rotating process is to die: so many milliseconds into one step. */
export interface Death {
  readonly step: RotationStep;
  readonly afterMs: number;
}

/** What a rotating process is told on its command line. */
export interface RotationOrder {
  readonly issuer: string;
  readonly clientId: string;
  readonly identity: string;
  /** How often it rotates after the first, which only warms up; it may be told to die before. */
  readonly rounds: number;
  readonly death?: Death;
}

/** @returns undefined for a line that is none, such as one that was cut off by a kill */
export function parseMark(line: string): Mark | undefined {
  const [index = '', at = ''] = line.split(' ');
  const step = rotationSteps[Number(index)];
  return step === undefined || at === '' ? undefined : { step, at: Number(at) };
}
