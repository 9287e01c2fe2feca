import { expect, test } from 'vitest';
import { metrics } from '../../api/metrics';
import type { FigureUsage, ProcessHistory } from '../../api/schema';
import { plotOf, scales } from './plots';

const figure = (more: Partial<FigureUsage>): FigureUsage => ({
  total: null,
  avg: null,
  running_avg: null,
  max: null,
  latest: null,
  known: 0,
  ...more,
});

const history: ProcessHistory = {
  server_id: 's',
  name: 'postgres',
  metric: 'read',
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
      figure: figure({ avg: 1024, max: 4096, known: 0.4 }),
    },
    { at: 20_000, cpu_percent: null, memory_mb: null, num_procs: null, resets: 0, figure: null },
    {
      at: 30_000,
      cpu_percent: { min: 5, avg: 6, max: 7 },
      memory_mb: null,
      num_procs: 2,
      resets: 1,
      figure: figure({ avg: 512, known: 1 }),
    },
  ],
};

test('the mean is the line, the extremes its band, a gap stays a gap', () => {
  const plot = plotOf(history, 'cpu', []);
  expect(plot.x).toEqual([10, 20, 30]);
  expect(plot.lines[0]?.values).toEqual([2, null, 6]);
  expect(plot.lines[0]?.band).toEqual({
    low: [1, null, 5],
    high: [3, null, 7],
    colour: '--cpu-soft',
  });
});

test('memory is its own spread, the count has no band', () => {
  expect(plotOf(history, 'memory', []).lines[0]?.values).toEqual([20, null, null]);
  expect(plotOf(history, 'count', []).lines).toEqual([
    { label: 'postgres', colour: '--count', values: [4, null, 2] },
  ]);
});

test('an optional metric has its mean, and a band up to what is known to be highest', () => {
  const [line] = plotOf(history, 'read', []).lines;
  expect(line).toEqual({
    label: 'postgres',
    colour: '--figure',
    values: [1024, null, 512],
    band: { low: [1024, null, 512], high: [4096, null, 512], colour: '--figure-soft' },
  });
  expect(plotOf(history, 'io', []).lines[0]?.band).toBeUndefined();
});

test('every metric has a scale: bytes step in powers of two, what is counted in whole steps', () => {
  expect(scales.read.binary).toBe(true);
  expect(scales.read.whole).toBe(false);
  expect(scales.fds.whole).toBe(true);
  expect(scales.faults.whole).toBe(false);
  for (const metric of metrics) expect(scales[metric].format(1).text).not.toBe('');
});

test('resets are marked at their time, beside what else is', () => {
  expect(plotOf(history, 'cpu', [{ at: 12, kind: 'change' }]).marks).toEqual([
    { at: 30, kind: 'reset' },
    { at: 12, kind: 'change' },
  ]);
});
