import { groupingRow, type Grouping } from '../../api/groupings';
import { isOptional, metricRow, type Metric } from '../../api/metrics';
import styles from './server.module.css';

interface Props {
  metric: Metric;
  by: Grouping;
  /** What the server's agent sends. */
  available: Metric[];
}

/** What the figures of the list are, and why there may be none. */
export function AboutMetric({ metric, by, available }: Props) {
  const { many: heading, memory } = groupingRow(by);
  const many = heading.toLowerCase();
  if (!isOptional(metric)) {
    return (
      <p className={styles.footnote}>
        CPU: 100 % is one core fully used; {many} are ranked by the CPU time that they used in the
        range, however short they lived. {memory.label}: {memory.hint}.
      </p>
    );
  }
  const { title, hint, counter } = metricRow(metric);
  return (
    <p className={styles.footnote}>
      {!available.includes(metric) &&
        'This server’s agent did not send this in its latest scrape. '}
      {title}: {hint}; {many} are ranked by{' '}
      {counter ? 'what it came to in the range' : 'its average'}. A dash stands for what is not
      known, and never for zero: an agent may not have the right to read it of every process. What
      is underlined is known for a part only.
    </p>
  );
}
