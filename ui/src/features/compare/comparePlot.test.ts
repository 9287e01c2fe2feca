import { expect, test } from 'vitest';
import type { ProcessHistory } from '../../api/schema';
import { comparePlot } from './comparePlot';

const history = (...points: [number, number | null][]): ProcessHistory => ({
  server_id: 's',
  name: 'p',
  metric: null,
  from: 0,
  to: 40_000,
  step_seconds: 10,
  as_of: null,
  last_scrape_at: null,
  coarser: null,
  kept_since: null,
  process: null,
  points: points.map(([at, avg]) => ({
    at,
    cpu_percent: avg === null ? null : { min: avg, avg, max: avg },
    memory_mb: null,
    num_procs: 1,
    resets: 0,
    figure: null,
  })),
});

test('lines on different steps share one axis; a gap is not a missing step', () => {
  const plot = comparePlot(
    [
      { serverId: 'a', name: 'p', index: 0, history: history([10_000, 1], [30_000, 3]) },
      { serverId: 'b', name: 'q', index: 3, history: history([20_007, null], [30_007, 4]) },
    ],
    'cpu',
  );
  expect(plot?.x).toEqual([10, 20, 30]);
  expect(plot?.lines).toEqual([
    { label: 'p', colour: '--series-1', values: [1, undefined, 3] },
    { label: 'q', colour: '--series-4', values: [undefined, null, 4] },
  ]);
});

test('without an answer there is nothing to draw', () => {
  expect(comparePlot([{ serverId: 'a', name: 'p', index: 0, history: undefined }], 'cpu')).toBe(
    null,
  );
});
