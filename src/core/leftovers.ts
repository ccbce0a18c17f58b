import type { AppError } from './errors.ts';
import type { Place } from './model.ts';

/** Something that was handed over and could not be taken back. */
export interface Leftover {
  readonly place: Place;
  readonly error: AppError;
}

/** What a report says of leftovers. */
export interface NotWithdrawn {
  /** Where something that was handed over may still be. */
  readonly notWithdrawn: readonly Place[];
  /** Why it could not be taken back; absent where all of it was. */
  readonly problems?: readonly AppError[];
}

export function reportOf(left: readonly Leftover[]): NotWithdrawn {
  return {
    notWithdrawn: [...new Set(left.map(({ place }) => place))],
    ...(left.length > 0 && { problems: left.map(({ error }) => error) }),
  };
}
