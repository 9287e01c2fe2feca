import type { Metric } from '../../api/metrics';
import type { ProcessHistory } from '../../api/schema';
import type { Plot } from '../../components/chart/plot';
import type { Line } from '../../lib/address';
import { shownName } from '../../lib/shownName';
import { spreadOf } from '../process/plots';

/** As many lines as there are colours to tell them apart. */
export const mostLines = 10;

export const lineColour = (index: number): string => `--series-${(index % mostLines) + 1}`;

export interface Compared extends Line {
  /** Kept from the line's place in the address, so that colours stay when a line is removed. */
  index: number;
  history: ProcessHistory | undefined;
}

/**
 * The mean of each process over time, all on one axis of time. The steps of each server begin at
 * moments of its own, so they are moved to common ones, by less than a step.
 */
export function comparePlot(compared: Compared[], metric: Metric): Plot | null {
  const histories = compared.flatMap(({ history }) => history ?? []);
  if (histories.length === 0) return null;
  const step = Math.max(...histories.map((history) => history.step_seconds)) * 1000;
  const moved = (at: number) => Math.floor(at / step) * step;
  const times = histories.flatMap(({ points }) => points.map(({ at }) => moved(at)));
  const x = [...new Set(times)].sort((a, b) => a - b);
  const place = new Map(x.map((at, index) => [at, index]));
  return {
    x: x.map((at) => at / 1000),
    lines: compared.map(({ name, index, history }) => {
      const values = new Array<number | null | undefined>(x.length).fill(undefined);
      for (const point of history?.points ?? []) {
        values[place.get(moved(point.at)) ?? 0] = spreadOf(point, metric)?.avg ?? null;
      }
      return { label: shownName(name), colour: lineColour(index), values };
    }),
    marks: [],
    from: Math.min(...histories.map(({ from }) => from)) / 1000,
    to: Math.max(...histories.map(({ to }) => to)) / 1000,
  };
}
