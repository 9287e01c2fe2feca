import uPlot from 'uplot';
import { tickSteps, timeLabels, valueLabels, valueRange } from './axes';
import { colourOf } from './colours';
import { lonePoints, type Mark, type Plot, type PlotLine, type Scale } from './plot';

/** What the chart tells its surroundings. */
export interface ChartEvents {
  /** Index of the point under the pointer. */
  onPoint: (index: number | null) => void;
  /** A stretch (epoch ms) was dragged out. */
  onZoom: (from: number, to: number) => void;
  onZoomOut: () => void;
  /** A point in time (epoch ms) was clicked. */
  onPick?: (at: number) => void;
}

const axisFont = '12px "Geist Variable", system-ui, sans-serif';
const smallestDrag = 8;

/** How uPlot draws a plot: quiet axes, bands behind lines, gaps left open, marks as upright lines. */
export function chartOptions(
  plot: () => Plot,
  scale: Scale,
  syncKey: string,
  events: ChartEvents,
  size: { width: number; height: number },
): uPlot.Options {
  const muted = colourOf('--text-muted');
  const grid = { stroke: colourOf('--line'), width: 1 };
  const lines = plot().lines;
  return {
    ...size,
    padding: [8, 26, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: true, range: () => [plot().from, plot().to] },
      y: { range: (_, __, highest) => valueRange(highest) },
    },
    axes: [
      {
        stroke: muted,
        font: axisFont,
        grid: { show: false },
        ticks: { ...grid, size: 4 },
        size: 30,
        values: (_, ticks, __, ___, step) => timeLabels(ticks, step),
      },
      {
        stroke: muted,
        font: axisFont,
        grid,
        ticks: { show: false },
        size: 72,
        incrs: tickSteps(scale),
        values: (_, ticks) => valueLabels(ticks, scale),
      },
    ],
    series: [{}, ...lines.flatMap(seriesOf)],
    bands: bandsOf(lines),
    cursor: {
      y: false,
      // Only where the pointer is: a stretch dragged out on one chart is not dragged on the others.
      sync: {
        key: syncKey,
        filters: {
          pub: (type) => type.startsWith('mouse') && type !== 'mousedown' && type !== 'mouseup',
        },
      },
      drag: { x: true, y: false, setScale: false },
      points: { size: 7 },
    },
    hooks: {
      draw: [
        (chart) => {
          plot().marks.forEach((mark) => {
            drawMark(chart, mark);
          });
        },
      ],
      setCursor: [
        (chart) => {
          events.onPoint(chart.cursor.idx ?? null);
        },
      ],
      setSelect: [
        (chart) => {
          zoomTo(chart, events.onZoom);
        },
      ],
      ready: [
        (chart) => {
          chart.over.addEventListener('dblclick', events.onZoomOut);
          chart.over.addEventListener('click', () => {
            const { left = -1 } = chart.cursor;
            // A stretch that was dragged out ends in a click, too.
            if (left >= 0 && chart.select.width < smallestDrag) {
              events.onPick?.(Math.round(chart.posToVal(left, 'x') * 1000));
            }
          });
        },
      ],
    },
  };
}

function seriesOf(line: PlotLine): uPlot.Series[] {
  const points: uPlot.Series.Points = { filter: (chart, index) => lonePoints(chart.data[index]) };
  const own: uPlot.Series = { stroke: colourOf(line.colour), width: 1.5, points };
  const edge: uPlot.Series = { width: 0, points: { show: false } };
  return line.band ? [own, edge, edge] : [own];
}

function bandsOf(lines: PlotLine[]): uPlot.Band[] {
  const bands: uPlot.Band[] = [];
  let index = 1;
  for (const { band } of lines) {
    if (band) bands.push({ series: [index + 1, index + 2], fill: colourOf(band.colour) });
    index += band ? 3 : 1;
  }
  return bands;
}

const markLooks: Record<Mark['kind'], { colour: string; dash: number[] }> = {
  reset: { colour: '--warn', dash: [4, 4] },
  change: { colour: '--text-muted', dash: [2, 4] },
  picked: { colour: '--text-muted', dash: [] },
};

function drawMark(chart: uPlot, { at, kind }: Mark): void {
  const { ctx, bbox } = chart;
  const { colour, dash } = markLooks[kind];
  const x = Math.round(chart.valToPos(at, 'x', true));
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = colourOf(colour);
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

function zoomTo(chart: uPlot, onZoom: ChartEvents['onZoom']): void {
  const { left, width } = chart.select;
  if (width < smallestDrag) return;
  const time = (x: number) => Math.round(chart.posToVal(x, 'x') * 1000);
  chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onZoom(time(left), time(left + width));
}
