import { expect, test } from 'vitest';
import { columnsOf, lonePoints } from './plot';

test('a value alone between gaps is found, steps of other lines do not count', () => {
  expect(lonePoints([null, 1, null, 2, 3, null, undefined, 4])).toEqual([1, 7]);
  expect(lonePoints([5])).toEqual([0]);
  expect(lonePoints([1, undefined, 2])).toEqual([]);
  expect(lonePoints(undefined)).toEqual([]);
});

test('a band adds its upper and its lower edge behind its line', () => {
  const band = { low: [0], high: [2], colour: '--cpu-soft' };
  const plot = {
    x: [9],
    lines: [
      { label: 'a', colour: '--cpu', values: [1], band },
      { label: 'b', colour: '--cpu', values: [5] },
    ],
    marks: [],
    from: 0,
    to: 10,
  };
  expect(columnsOf(plot)).toEqual([[9], [1], [2], [0], [5]]);
});
