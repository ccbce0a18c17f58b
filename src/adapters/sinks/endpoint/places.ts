import { randomBytes, timingSafeEqual } from 'node:crypto';

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
   * compared as one, to their last letter, with every place that there is.
   */
  find(path: string, token: string): Place<Value> | undefined;
}

export function createPlaces<Value>(): Places<Value> {
  const marks = new Map<Place<Value>, Buffer>();

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
      // How long they are is no secret.
      return path.length === pathLength && token.length === tokenLength ? found : undefined;
    },
  };
}

/** 32 bytes in base64url, and a slash before it. */
const tokenLength = 43;
const pathLength = 44;

/** Always of one length: what is missing are zeros, and what is too much is left out. */
function markOf(path: string, token: string): Buffer {
  const mark = Buffer.alloc(pathLength + tokenLength);
  mark.write(path, 0, pathLength, 'latin1');
  mark.write(token, pathLength, tokenLength, 'latin1');
  return mark;
}

/** 256 bits in letters that a URL, a header and every shell take as they are. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}
