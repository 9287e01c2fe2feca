import type { ServerDetail } from '../../api/schema';
import { Ago } from '../../components/At';
import { StateMark } from '../../components/StateMark';
import { duration } from '../../lib/format';
import styles from './server.module.css';

/** Whether the server is heard from, since when not, and how long it has been up. */
export function ServerState({ server }: { server: ServerDetail }) {
  const { state, last_seen: lastSeen, uptime_seconds: uptime } = server;
  return (
    <p className={styles.state}>
      <StateMark state={state} />
      {lastSeen !== null && (
        <span>
          last scrape <Ago time={lastSeen} />
        </span>
      )}
      {uptime !== null && <span>up {duration(uptime)}</span>}
    </p>
  );
}
