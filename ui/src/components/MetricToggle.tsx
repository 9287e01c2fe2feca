import type { Metric } from '../api/schema';
import { setOrDrop, type Address } from '../lib/address';
import { Segmented } from './Segmented';

const options: { value: Metric; label: string }[] = [
  { value: 'cpu', label: 'CPU' },
  { value: 'memory', label: 'Memory' },
];

/** Ranks by CPU or by memory. */
export function MetricToggle({ address }: { address: Address }) {
  return (
    <Segmented
      label="Rank by"
      options={options}
      value={address.metric}
      onChange={(metric) => {
        address.choose((parameters) => {
          setOrDrop(parameters, 'metric', metric, 'cpu');
        });
      }}
    />
  );
}
