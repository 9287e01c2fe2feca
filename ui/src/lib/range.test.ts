import { expect, test } from 'vitest';
import {
  bounds,
  hour,
  isMoving,
  rangeQuery,
  readRange,
  widened,
  writeRange,
  type Range,
} from './range';

const stretch: Range = {
  kind: 'between',
  from: Date.parse('2026-11-24T05:00:00Z'),
  to: Date.parse('2026-11-24T05:30:00Z'),
};
const stretchText = 'from=2026-11-24T05%3A00%3A00Z&to=2026-11-24T05%3A30%3A00Z';

test.each<[string, Range]>([
  ['', { kind: 'last', hours: 1 }],
  ['hours=24', { kind: 'last', hours: 24 }],
  ['hours=0', { kind: 'last', hours: 1 }],
  ['hours=8784', { kind: 'last', hours: 8784 }],
  ['hours=8785', { kind: 'last', hours: 1 }],
  ['hours=x', { kind: 'last', hours: 1 }],
  [stretchText, stretch],
  ['from=2026-11-24T05:30:00Z&to=2026-11-24T05:00:00Z', { kind: 'last', hours: 1 }],
])('"%s" reads as %o', (address, range) => {
  expect(readRange(new URLSearchParams(address))).toEqual(range);
});

test.each<[Range, string]>([
  [{ kind: 'last', hours: 1 }, 'metric=memory'],
  [{ kind: 'last', hours: 6 }, 'metric=memory&hours=6'],
  [stretch, `metric=memory&${stretchText}`],
])('%o replaces what the address held', (range, address) => {
  const parameters = new URLSearchParams('metric=memory&hours=168');
  writeRange(parameters, range);
  expect(parameters.toString()).toBe(address);
});

test('only a range that ends in the past stands still', () => {
  expect(isMoving(stretch, stretch.to - 1)).toBe(true);
  expect(isMoving(stretch, stretch.to)).toBe(false);
  expect(isMoving({ kind: 'last', hours: 1 }, 0)).toBe(true);
});

test('bounds and query follow the range', () => {
  expect(bounds({ kind: 'last', hours: 2 }, 10 * hour)).toEqual({ from: 8 * hour, to: 10 * hour });
  expect(rangeQuery({ kind: 'last', hours: 2 })).toEqual({ hours: '2' });
  expect(rangeQuery(stretch)).toEqual({
    from: '2026-11-24T05:00:00Z',
    to: '2026-11-24T05:30:00Z',
  });
});

test('zooming out doubles the window and ends no later than now', () => {
  const { from, to } = stretch;
  expect(widened(from, to, to + hour)).toEqual({
    kind: 'between',
    from: from - hour / 4,
    to: to + hour / 4,
  });
  expect(widened(from, to, to)).toEqual({ kind: 'between', from: from - hour / 2, to });
  expect(widened(0, 8784 * hour, 8784 * hour)).toMatchObject({ from: 0 });
});
