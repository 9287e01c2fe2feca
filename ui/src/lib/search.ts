/** The longest text that the API looks for. */
const longest = 256;

/** In capitals, as the API compares: ß is SS, and there is one sigma only. */
const folded = (text: string): string => text.toUpperCase();

const wordsOf = (search: string): string[] => folded(search).split(/\s+/).filter(Boolean);

/** What the API is asked for, so that what matches all words is among what it finds. */
export const askedWord = (search: string): string =>
  wordsOf(search)
    .reduce((long, word) => (word.length > long.length ? word : long), '')
    .slice(0, longest);

/** What the API is asked for, for a search that is one text. */
export const askedText = (search: string): string => search.trim().slice(0, longest);

/** Those whose text holds every word of the search, the ones that begin with it first. */
export function matching<T>(
  all: T[],
  textOf: (one: T) => string,
  search: string,
  limit: number,
): T[] {
  const words = wordsOf(search);
  const begins = (one: T) => folded(textOf(one)).startsWith(words[0] ?? '');
  const found = all.filter((one) => {
    const text = folded(textOf(one));
    return words.every((word) => text.includes(word));
  });
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, limit);
}
