import { useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useLiveScrapes } from '../../api/live';
import { queries } from '../../api/queries';
import { useInterval } from '../../api/refresh';
import { useMay } from '../../api/session';
import { ButtonLink } from '../../components/ButtonLink';
import { Crumbs } from '../../components/Crumbs';
import { Failed } from '../../components/Failed';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { Tags } from '../../components/Tags';
import { addresses, useAddress } from '../../lib/address';
import { metricsOf } from './metricsOf';
import { serverName } from '../../lib/serverName';
import { ChangesPanel } from '../changes/ChangesPanel';
import { AgentToken } from './AgentToken';
import { EraseHistory } from './EraseHistory';
import { HostFigures } from './HostFigures';
import { ProcessList } from './ProcessList';
import { RemoveServer } from './RemoveServer';
import { RenameServer } from './RenameServer';
import { TagServer } from './TagServer';
import { ServerAway, ServerState } from './ServerState';
import { useServerRange } from './useServerRange';

const above = <Crumbs steps={[{ text: 'Fleet', href: addresses.fleet }]} />;

/** One server: the figures of the host, and its processes by what they use. */
export function ServerPage({ id }: { id: string }) {
  const given = useAddress();
  const mayRotate = useMay('operator');
  const mayRemove = useMay('admin');
  const server = useQuery({ ...queries.server(id), refetchInterval: useInterval() });
  const { address, range, past, isLastHour } = useServerRange(given, server.data);
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
      <Page title="Server" above={above}>
        {server.error ? (
          <Failed error={server.error} retry={() => void server.refetch()} />
        ) : (
          <Skeleton rows={8} label="Fetching the server" />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={serverName(server.data)}
      above={above}
      note={<ServerState server={server.data} />}
      tools={
        <>
          <ButtonLink href={addresses.events(id, undefined, range)}>
            <ScrollText size={15} aria-hidden="true" /> Events
          </ButtonLink>
          {mayRotate && <AgentToken serverId={id} />}
          {mayRemove && <RenameServer server={server.data} />}
          {mayRemove && <TagServer server={server.data} />}
          {mayRemove && <EraseHistory server={server.data} />}
          {mayRemove && <RemoveServer server={server.data} />}
        </>
      }
    >
      <Tags tags={server.data.tags} />
      <ServerAway server={server.data} isLastHour={isLastHour} />
      <HostFigures server={server.data} past={past && !isLastHour} />
      <ProcessList
        serverId={id}
        available={metricsOf(server.data, address.by)}
        groupings={server.data.grouped_by}
        address={address}
        past={past}
      />
      <ChangesPanel serverId={id} range={range} address={address} />
    </Page>
  );
}
