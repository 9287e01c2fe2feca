import { useMemo } from 'react';
import { metricRow } from '../../api/metrics';
import { Notice } from '../../components/Notice';
import { TimeChart } from '../../components/chart/TimeChart';
import { type Address } from '../../lib/address';
import { widened, writeRange } from '../../lib/range';
import { scales } from '../process/plots';
import { comparePlot, type Compared } from './comparePlot';

const ignore = () => undefined;

/** All compared processes as lines over one axis of time. */
export function CompareChart({ compared, address }: { compared: Compared[]; address: Address }) {
  const { metric } = address;
  const plot = useMemo(() => comparePlot(compared, metric), [compared, metric]);
  if (!plot || plot.x.length === 0) {
    return <Notice title="Nothing in this range">None of these processes was sampled.</Notice>;
  }
  return (
    <TimeChart
      tall
      plot={plot}
      scale={scales[metric]}
      syncKey="compare"
      label={`${metricRow(metric).title} of ${compared.length} processes over time; the table names the lines`}
      onPoint={ignore}
      onZoom={(from, to) => {
        address.choose((parameters) => {
          writeRange(parameters, { kind: 'between', from, to });
        });
      }}
      onZoomOut={() => {
        address.choose((parameters) => {
          writeRange(parameters, widened(plot.from * 1000, plot.to * 1000, Date.now()));
        });
      }}
    />
  );
}
