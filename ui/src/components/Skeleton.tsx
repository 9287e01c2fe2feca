import styles from './Skeleton.module.css';

/** Holds the place of rows that are being fetched. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" className={styles.rows}>
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={styles.row} />
      ))}
    </div>
  );
}
