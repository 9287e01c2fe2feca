import { expect, test } from 'vitest';
import type { ProcessHistory } from '../../api/schema';
import { plotOf } from './plots';

const history: ProcessHistory = {
  server_id: 's',
  name: 'postgres',
  from: 0,
  to: 30_000,
  step_seconds: 10,
  as_of: null,
  last_scrape_at: null,
  coarser: null,
  kept_since: null,
  process: null,
  points: [
    {
      at: 10_000,
      cpu_percent: { min: 1, avg: 2, max: 3 },
      memory_mb: { min: 10, avg: 20, max: 30 },
      num_procs: 4,
      resets: 0,
    },
    { at: 20_000, cpu_percent: null, memory_mb: null, num_procs: null, resets: 0 },
    {
      at: 30_000,
      cpu_percent: { min: 5, avg: 6, max: 7 },
      memory_mb: null,
      num_procs: 2,
      resets: 1,
    },
  ],
};

test('the mean is the line, the extremes its band, a gap stays a gap', () => {
  const plot = plotOf(history, 'cpu');
  expect(plot.x).toEqual([10, 20, 30]);
  expect(plot.lines[0]?.values).toEqual([2, null, 6]);
  expect(plot.lines[0]?.band).toEqual({
    low: [1, null, 5],
    high: [3, null, 7],
    colour: '--cpu-soft',
  });
});

test('memory is its own spread, the count has no band', () => {
  expect(plotOf(history, 'memory').lines[0]?.values).toEqual([20, null, null]);
  expect(plotOf(history, 'count').lines).toEqual([
    { label: 'postgres', colour: '--count', values: [4, null, 2] },
  ]);
});

test('resets are marked at their time', () => {
  expect(plotOf(history, 'cpu').resets).toEqual([30]);
});
