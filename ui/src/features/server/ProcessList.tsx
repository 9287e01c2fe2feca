import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import { useInterval } from '../../api/refresh';
import { Failed } from '../../components/Failed';
import { MetricToggle } from '../../components/MetricToggle';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { RangePicker } from '../../components/RangePicker';
import { Skeleton } from '../../components/Skeleton';
import { useAddress } from '../../lib/address';
import { isMoving } from '../../lib/range';
import { AsOf } from './AsOf';
import { ProcessTable } from './ProcessTable';
import styles from './server.module.css';

/** The processes of a server that use most, over the range that the address holds. */
export function ProcessList({ serverId }: { serverId: string }) {
  const address = useAddress();
  const { metric, range } = address;
  const interval = useInterval();
  const top = useQuery({
    ...queries.top(serverId, metric, 10, range),
    placeholderData: keepPreviousData,
    refetchInterval: () => isMoving(range, Date.now()) && interval,
  });

  return (
    <Panel
      title="Processes"
      note={top.data && <AsOf top={top.data} />}
      tools={
        <>
          <MetricToggle address={address} />
          <RangePicker address={address} />
        </>
      }
    >
      {top.data ? (
        <>
          {top.data.processes.length === 0 ? (
            <Notice title="No process in this range">
              Nothing was scraped from this server between these times.
            </Notice>
          ) : (
            <ProcessTable top={top.data} range={range} outdated={top.isPlaceholderData} />
          )}
          <p className={styles.footnote}>
            CPU: 100 % is one core fully used. RSS (resident set size) counts memory that processes
            share in each of them.
          </p>
        </>
      ) : top.error ? (
        <Failed error={top.error} retry={() => void top.refetch()} />
      ) : (
        <Skeleton rows={10} label="Fetching the processes" />
      )}
    </Panel>
  );
}
