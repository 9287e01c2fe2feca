import type { ServerState } from '../api/schema';
import { cx } from '../lib/cx';
import styles from './StateMark.module.css';

export const stateNames: Record<ServerState, string> = {
  live: 'Live',
  stale: 'Stale',
  never_seen: 'Never seen',
};

/** A server's state as a dot with its word; `wordless` leaves the word to the screen reader. */
export function StateMark({ state, wordless = false }: { state: ServerState; wordless?: boolean }) {
  return (
    <span className={cx(styles.mark, styles[state])} title={stateNames[state]}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={wordless ? 'visually-hidden' : undefined}>{stateNames[state]}</span>
    </span>
  );
}
