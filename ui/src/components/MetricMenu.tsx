import { ChevronDown } from 'lucide-react';
import { isOptional, metricRow, metricRows, type Metric } from '../api/metrics';
import { writeMetric, type Address } from '../lib/address';
import { Button } from './Button';
import { ChoiceMenu } from './Menu';

interface Props {
  label: string;
  address: Address;
  /** The metrics that there are figures of; undefined where that is not known. */
  available: Metric[] | undefined;
  /** What the button says where none of them is chosen. */
  unchosen: string;
  /** Offers to choose none of them. */
  withNone?: boolean;
}

const none = { value: 'cpu' as Metric, label: 'None' };

/** Chooses one of the metrics that not every server has. */
export function MetricMenu({ label, address, available, unchosen, withNone = false }: Props) {
  const chosen = isOptional(address.metric) ? metricRow(address.metric) : undefined;
  const options = metricRows
    .filter(({ optional }) => optional)
    .map(({ metric, label: name, group, hint }) => ({
      value: metric,
      label: name,
      group,
      hint,
      missing: available?.includes(metric) === false ? 'not sent' : undefined,
    }));
  return (
    <ChoiceMenu
      label={label}
      options={withNone ? [none, ...options] : options}
      value={chosen?.metric ?? (withNone ? none.value : undefined)}
      onChange={(metric) => {
        address.choose((parameters) => {
          writeMetric(parameters, metric);
        });
      }}
      note={
        options.some(({ missing }) => missing)
          ? 'Not sent: by the agent, in its latest scrape.'
          : undefined
      }
      trigger={
        <Button aria-label={`${label}: ${chosen?.label ?? unchosen}`}>
          {chosen?.label ?? unchosen} <ChevronDown size={14} aria-hidden="true" />
        </Button>
      }
    />
  );
}
