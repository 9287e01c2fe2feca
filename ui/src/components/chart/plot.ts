import type { Quantity } from '../../lib/format';

/** Values of a line, one per x; null is a gap, undefined is no point of this line. */
export type Values = (number | null | undefined)[];

export interface PlotLine {
  label: string;
  /** The theme's name of the line's colour, such as `--cpu`. */
  colour: string;
  values: Values;
  /** Between which values the line moved, as a band behind it. */
  band?: { low: Values; high: Values; colour: string };
}

/** What is marked in a chart at a point in time. */
export interface Mark {
  /** Epoch seconds. */
  at: number;
  /** A counter began anew; the process changed; the reader chose it. */
  kind: 'reset' | 'change' | 'picked';
}

/** What a chart over time shows; it knows nothing of how it is drawn. */
export interface Plot {
  /** Epoch seconds, ascending. */
  x: number[];
  lines: PlotLine[];
  marks: Mark[];
  /** The window, in epoch seconds, also where there are no points. */
  from: number;
  to: number;
}

/** How the values of a chart are measured. */
export interface Scale {
  format: (value: number) => Quantity;
  /** Steps in powers of two, for bytes; otherwise in powers of ten. */
  binary?: boolean;
  /** No steps between whole numbers. */
  whole?: boolean;
}

/** The arrays that uPlot draws: x, then each line, then the edges of its band. */
export function columnsOf({ x, lines }: Plot): [number[], ...Values[]] {
  return [
    x,
    ...lines.flatMap(({ values, band }) => (band ? [values, band.high, band.low] : [values])),
  ];
}

/** The places of values between two gaps, which no line would show. */
export function lonePoints(values: ArrayLike<number | null | undefined> = []): number[] {
  const there = Array.from(values, (value, index) =>
    value === undefined ? [] : [{ value, index }],
  ).flat();
  return there
    .filter(
      ({ value }, place) =>
        value !== null &&
        (there[place - 1]?.value ?? null) === null &&
        (there[place + 1]?.value ?? null) === null,
    )
    .map(({ index }) => index);
}
