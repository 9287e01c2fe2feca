/** Those whose text holds every word of the search, the ones that begin with it first. */
export function matching<T>(
  all: T[],
  textOf: (one: T) => string,
  search: string,
  limit: number,
): T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const begins = (one: T) =>
    textOf(one)
      .toLowerCase()
      .startsWith(words[0] ?? '');
  const found = all.filter((one) => {
    const text = textOf(one).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, limit);
}
