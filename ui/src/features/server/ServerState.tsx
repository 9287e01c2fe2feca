import type { ServerDetail } from '../../api/schema';
import { Ago, At } from '../../components/At';
import { Banner } from '../../components/Banner';
import { StateMark } from '../../components/StateMark';
import { duration } from '../../lib/format';
import styles from './server.module.css';

/** Whether the server is heard from, and how long it has been up. */
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
      {uptime !== null && state === 'live' && <span>up {duration(uptime)}</span>}
    </p>
  );
}

interface AwayProps {
  server: ServerDetail;
  /** What is shown is the hour before its last scrape. */
  isLastHour: boolean;
}

/** Says that what is shown is not the present, and what to look at. */
export function ServerAway({ server: { state, last_seen: lastSeen }, isLastHour }: AwayProps) {
  if (state === 'live') return null;
  if (state === 'never_seen' || lastSeen === null) {
    return (
      <Banner tone="warn">
        Nothing has come from this server yet. Its agent needs the server’s id and token, and a way
        to this address.
      </Banner>
    );
  }
  return (
    <Banner tone="warn">
      Nothing has come from this server since <At time={lastSeen} />.
      {isLastHour && ' What you see is its last hour, until then.'} The host, its agent, or the way
      to here may be down.
    </Banner>
  );
}
