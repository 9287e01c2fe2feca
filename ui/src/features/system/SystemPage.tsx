import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import { refreshing } from '../../api/refresh';
import { Failed } from '../../components/Failed';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { useStore } from '../../lib/store';
import { EventStorePanel } from './EventStorePanel';
import { ProjectionPanel } from './ProjectionPanel';

/** Lag moves by the second. */
const everyMs = 2_000;

/** How NodePulse itself is doing: the event store, and what reads from it. */
export default function SystemPage() {
  const { paused } = useStore(refreshing);
  const interval = paused ? false : everyMs;
  const system = useQuery({ ...queries.projections(), refetchInterval: interval });
  return (
    <Page title="System">
      <EventStorePanel everyMs={interval} />
      {system.data ? (
        <>
          {system.data.projections.map((projection) => (
            <ProjectionPanel key={projection.name} projection={projection} />
          ))}
        </>
      ) : system.error ? (
        <Failed error={system.error} retry={() => void system.refetch()} />
      ) : (
        <Skeleton rows={8} label="Fetching the state of the system" />
      )}
    </Page>
  );
}
