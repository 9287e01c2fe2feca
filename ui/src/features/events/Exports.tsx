import { Download } from 'lucide-react';
import styles from '../../components/Button.module.css';

/** Saves the events that are listed, and all that follow them, as files. */
export function Exports({ pathOf }: { pathOf: (format: 'csv' | 'ndjson') => string }) {
  return (
    <>
      <a className={styles.button} href={pathOf('csv')} download="events.csv">
        <Download size={15} aria-hidden="true" /> CSV
      </a>
      <a className={styles.button} href={pathOf('ndjson')} download="events.ndjson">
        <Download size={15} aria-hidden="true" /> JSON lines
      </a>
    </>
  );
}
