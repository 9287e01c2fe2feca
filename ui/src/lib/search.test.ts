import { expect, test } from 'vitest';
import { matching } from './search';

const all = ['web-1 live', 'db-web stale', 'Web-2 stale'];
const texts = (search: string, limit = 10) => matching(all, (text) => text, search, limit);

test.each([
  ['', all],
  ['web', ['web-1 live', 'Web-2 stale', 'db-web stale']],
  ['stale web', ['db-web stale', 'Web-2 stale']],
  ['nothing', []],
])('"%s" finds %o', (search, found) => {
  expect(texts(search)).toEqual(found);
});

test('no more than the limit', () => {
  expect(texts('', 2)).toHaveLength(2);
});
