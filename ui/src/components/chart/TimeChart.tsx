import 'uplot/dist/uPlot.min.css';
import { useEffect, useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useColours } from './colours';
import { chartOptions, type ChartEvents } from './options';
import { columnsOf, type Plot, type Scale } from './plot';
import styles from './TimeChart.module.css';

interface Props extends ChartEvents {
  plot: Plot;
  scale: Scale;
  /** Charts with the same key share the pointer. */
  syncKey: string;
  /** Tells what the chart shows to those who do not see it. */
  label: string;
  tall?: boolean;
}

/**
 * Lines over time. The chart is made once per shape and colours; new data is only set. Drawing is
 * measured as "nodepulse:chart" in the browser's performance timeline.
 */
export function TimeChart(props: Props) {
  const { plot, scale, syncKey, label, tall } = props;
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const latest = useRef(props);
  const colours = useColours();
  const shape = plot.lines.map(({ colour, band }) => colour + String(!!band)).join();

  useLayoutEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const target = frame.current;
    if (!target) return;
    const size = () => ({ width: target.clientWidth, height: target.clientHeight });
    const events: ChartEvents = {
      onPoint: (index) => {
        latest.current.onPoint(index);
      },
      onZoom: (from, to) => {
        latest.current.onZoom(from, to);
      },
      onZoomOut: () => {
        latest.current.onZoomOut();
      },
      onPick: (at) => {
        latest.current.onPick?.(at);
      },
    };
    const made = measured(() => {
      const options = chartOptions(() => latest.current.plot, scale, syncKey, events, size());
      return new uPlot(options, columnsOf(latest.current.plot), target);
    });
    chart.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize(size());
    });
    observer.observe(target);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = undefined;
    };
  }, [shape, colours, scale, syncKey]);

  useEffect(() => {
    measured(() => chart.current?.setData(columnsOf(plot)));
  }, [plot]);

  return (
    <div ref={frame} className={tall ? styles.tall : styles.chart} role="img" aria-label={label} />
  );
}

function measured<T>(draw: () => T): T {
  const start = performance.now();
  const result = draw();
  // uPlot draws in a microtask of its own, queued before this one.
  queueMicrotask(() => performance.measure('nodepulse:chart', { start }));
  return result;
}
