import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Where one thing is to be had: whoever knows both may have it. */
export interface Place<Value> {
  readonly path: string;
  readonly token: string;
  value: Value;
}

/** Things behind a random path and a random token of 256 bits each. */
export interface Places<Value> {
  add(value: Value): Place<Value>;
  remove(place: Place<Value>): void;
  has(place: Place<Value>): boolean;
  /**
   * Takes the same time whatever is asked for, and does not tell which of the two was wrong: path and token are
   * compared as one keyed hash, with every place that there is.
   */
  find(path: string, token: string): Place<Value> | undefined;
}

export function createPlaces<Value>(): Places<Value> {
  const key = randomBytes(32);
  const marks = new Map<Place<Value>, Buffer>();

  // Neither a path nor a header can hold the character between them.
  const markOf = (path: string, token: string) =>
    createHmac('sha256', key).update(`${path}\n${token}`, 'latin1').digest();

  return {
    add(value) {
      const place = { path: `/${secret()}`, token: secret(), value };
      marks.set(place, markOf(place.path, place.token));
      return place;
    },
    remove: (place) => void marks.delete(place),
    has: (place) => marks.has(place),
    find(path, token) {
      const wanted = markOf(path, token);
      let found: Place<Value> | undefined;
      for (const [place, mark] of marks) if (timingSafeEqual(mark, wanted)) found = place;
      return found;
    },
  };
}

/** 256 bits in letters that a URL, a header and every shell take as they are. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}
