import { useQuery } from '@tanstack/react-query';
import { useLiveScrapes } from '../../api/live';
import { queries } from '../../api/queries';
import { useInterval } from '../../api/refresh';
import { Failed } from '../../components/Failed';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { serverName } from '../fleet/columns';
import { HostFigures } from './HostFigures';
import { ProcessList } from './ProcessList';
import { ServerState } from './ServerState';

/** One server: the figures of the host, and its processes by what they use. */
export function ServerPage({ id }: { id: string }) {
  const server = useQuery({ ...queries.server(id), refetchInterval: useInterval() });
  useLiveScrapes(
    id,
    [
      ['server', id],
      ['top', id],
    ],
    1_000,
  );

  if (!server.data) {
    return (
      <Page title="Server">
        {server.error ? (
          <Failed error={server.error} retry={() => void server.refetch()} />
        ) : (
          <Skeleton rows={8} label="Fetching the server" />
        )}
      </Page>
    );
  }
  const name = serverName(server.data);
  return (
    <Page title={name} heading={<bdi>{name}</bdi>} note={<ServerState server={server.data} />}>
      <HostFigures server={server.data} />
      <ProcessList serverId={id} />
    </Page>
  );
}
