import { isOptional, metricRow, type Metric } from '../../api/metrics';
import styles from './server.module.css';

interface Props {
  metric: Metric;
  /** What the server's agent sends. */
  available: Metric[];
}

/** What the figures of the list are, and why there may be none. */
export function AboutMetric({ metric, available }: Props) {
  if (!isOptional(metric)) {
    return (
      <p className={styles.footnote}>
        CPU: 100 % is one core fully used; processes are ranked by the CPU time that they used in
        the range, however short they lived. RSS (resident set size) counts memory that processes
        share in each of them.
      </p>
    );
  }
  const { title, hint, counter } = metricRow(metric);
  return (
    <p className={styles.footnote}>
      {!available.includes(metric) &&
        'This server’s agent did not send this in its latest scrape. '}
      {title}: {hint}; processes are ranked by{' '}
      {counter ? 'what it came to in the range' : 'its average'}. A dash stands for what is not
      known, and never for zero: an agent may not have the right to read it of every process. What
      is underlined is known for a part only.
    </p>
  );
}
