/** What takes no column of its own: marks on the character before, and signs that only say how to read on. */
const hidden = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;

/**
 * What takes two columns: kana, Han characters, Hangul, their punctuation, full-width forms, and emoji. Terminals differ on
 * characters whose width Unicode calls ambiguous; most take them for narrow. Source: Unicode Standard Annex 11.
 */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

/** How many columns a text takes in a terminal: a kanji takes two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!hidden.test(character)) width += wide.test(character) ? 2 : 1;
  }
  return width;
}
