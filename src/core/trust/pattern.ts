/** One place of a pattern: that very character, any one, or any number of any. */
export type Place = { readonly kind: 'character'; readonly text: string } | { readonly kind: 'one' | 'many' };

/** Text as it stands, and `*` and `?` as wildcards where they are such. */
export function placesOf(text: string, wildcards: boolean): readonly Place[] {
  return Array.from(text, (character): Place => {
    if (wildcards && character === '*') return { kind: 'many' };
    if (wildcards && character === '?') return { kind: 'one' };
    return { kind: 'character', text: character };
  });
}

/**
 * Whether a pattern covers the whole of a text. It goes back to the latest `*` alone, so that no pattern takes long:
 * policies come from others.
 */
export function matchesPattern(places: readonly Place[], text: string): boolean {
  const characters = Array.from(text);
  let place = 0;
  let at = 0;
  let star: { readonly place: number; at: number } | undefined;
  while (at < characters.length) {
    const wanted = places[place];
    if (wanted?.kind === 'many') {
      star = { place, at };
      place += 1;
    } else if (wanted?.kind === 'one' || (wanted?.kind === 'character' && wanted.text === characters[at])) {
      place += 1;
      at += 1;
    } else if (star !== undefined) {
      star.at += 1;
      place = star.place + 1;
      at = star.at;
    } else {
      return false;
    }
  }
  return places.slice(place).every(({ kind }) => kind === 'many');
}
