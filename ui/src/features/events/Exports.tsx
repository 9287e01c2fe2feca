import { Download } from 'lucide-react';
import styles from '../../components/Button.module.css';

interface Props {
  /** Of the files; the server that answers gives them the same. */
  name: string;
  pathOf: (format: 'csv' | 'ndjson') => string;
}

/** Saves the events that are listed, and all that follow them, as files. */
export function Exports({ name, pathOf }: Props) {
  return (
    <>
      <a className={styles.button} href={pathOf('csv')} download={`${name}.csv`}>
        <Download size={15} aria-hidden="true" /> CSV
      </a>
      <a className={styles.button} href={pathOf('ndjson')} download={`${name}.ndjson`}>
        <Download size={15} aria-hidden="true" /> JSON lines
      </a>
    </>
  );
}
