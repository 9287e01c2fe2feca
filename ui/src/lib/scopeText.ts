/** Which servers somebody may see, in words: one of the tags is enough; none and not all is none. */
export const scopeText = (tags: readonly string[], all = tags.length === 0): string => {
  if (all) return 'all';
  return tags.length > 0 ? `with ${tags.join(' or ')}` : 'none';
};
