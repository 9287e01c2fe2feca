import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shownName } from './shownName';

/** The table that the server's own function is tested with too. */
const table = JSON.parse(readFileSync('../docs/formats/shown-names.json', 'utf8')) as [
  string,
  string,
][];

test.each(table)('%j is shown as %s', (name, shown) => {
  expect(shownName(name)).toBe(shown);
});

test('the table has names of each kind', () => {
  expect(table.length).toBeGreaterThan(50);
});
