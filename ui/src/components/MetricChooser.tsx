import { metricRow, usualMetrics, type Metric } from '../api/metrics';
import { writeMetric, type Address } from '../lib/address';
import { MetricMenu } from './MetricMenu';
import { Segmented } from './Segmented';

const usual = usualMetrics.map((metric) => ({ value: metric, label: metricRow(metric).label }));

interface Props {
  address: Address;
  /** The metrics that there are figures of; undefined where that is not known. */
  available: Metric[] | undefined;
}

/** Ranks by CPU or memory, or by one of the metrics that not every server has. */
export function MetricChooser({ address, available }: Props) {
  return (
    <>
      <Segmented
        label="Rank by"
        options={usual}
        value={address.metric}
        onChange={(metric) => {
          address.choose((parameters) => {
            writeMetric(parameters, metric);
          });
        }}
      />
      <MetricMenu label="Rank by" address={address} available={available} unchosen="More" />
    </>
  );
}
