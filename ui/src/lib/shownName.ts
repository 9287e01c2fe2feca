/** Fillers, variation selectors and the blank of Braille have no look of their own. */
const blank =
  /\u034F|[\u115F\u1160]|[\u17B4-\u17B5]|[\u180B-\u180F]|\u2800|\u3164|[\uFE00-\uFE0F]|\uFFA0|[\u{E0100}-\u{E01EF}]/u;
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}\p{Co}\p{Cs}\p{Cn}]/u;
const mark = /\p{M}/u;

const escaped = (character: string): string =>
  `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;

/**
 * A name as it is shown to people: as itself, with what cannot be seen, or would change how the rest
 * is seen, written out as ‹U+202E›. `ShownName` (events) does the same for the command line and for
 * spreadsheets; docs/formats/shown-names.json holds the two together.
 */
export function shownName(name: string): string {
  const characters = Array.from(name);
  let marksHaveALetter = false;
  return characters
    .map((character, at) => {
      const seen = isSeen(characters, at) && (marksHaveALetter || !mark.test(character));
      marksHaveALetter = seen && character !== ' ';
      return seen ? character : escaped(character);
    })
    .join('');
}

function isSeen(characters: string[], at: number): boolean {
  const character = characters[at] ?? '';
  // A blank at either end, or after another, is not noticed.
  if (character === ' ') {
    return at > 0 && at + 1 < characters.length && characters[at - 1] !== ' ';
  }
  if (character === '‹') return characters[at + 1] !== 'U' || characters[at + 2] !== '+';
  return !unseen.test(character) && !blank.test(character);
}
