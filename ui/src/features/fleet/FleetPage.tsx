import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useInterval } from '../../api/refresh';
import { useLiveScrapes } from '../../api/live';
import { queries } from '../../api/queries';
import { useMayForAll, useSession } from '../../api/session';
import type { Server } from '../../api/schema';
import { Failed } from '../../components/Failed';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Panel } from '../../components/Panel';
import { SearchField } from '../../components/SearchField';
import { Skeleton } from '../../components/Skeleton';
import { setOrDrop, useAddress } from '../../lib/address';
import { scopeText } from '../../lib/scopeText';
import { serverName } from '../../lib/serverName';
import { AddServer } from './AddServer';
import { FleetTable } from './FleetTable';
import { readState, StateFilter, type StateChoice } from './StateFilter';

const keys = [['servers']];

/** All servers: how they are, and what keeps them busy. */
export function FleetPage() {
  const address = useAddress();
  const mayAdd = useMayForAll('operator');
  const session = useSession();
  const limitedTo = session?.all_servers === false && scopeText(session.server_tags, false);
  const search = address.parameters.get('q') ?? '';
  const servers = useQuery({ ...queries.servers(), refetchInterval: useInterval() });
  useLiveScrapes(undefined, keys, 5_000);

  const all = servers.data?.servers;
  const state = readState(address.parameters);
  const shown = useMemo(() => matching(all ?? [], search, state), [all, search, state]);

  return (
    <Page title="Fleet" tools={mayAdd && <AddServer />}>
      <Panel
        title="Servers"
        note={all && summary(all)}
        tools={
          <>
            <StateFilter address={address} />
            <SearchField
              label="Search servers"
              value={search}
              onChange={(text) => {
                address.refine((parameters) => {
                  setOrDrop(parameters, 'q', text);
                });
              }}
            />
          </>
        }
      >
        {servers.isPending ? (
          <Skeleton rows={6} label="Fetching the servers" />
        ) : !all ? (
          <Failed error={servers.error ?? new Error()} retry={() => void servers.refetch()} />
        ) : all.length === 0 ? (
          <Notice title="No server yet">
            {limitedTo
              ? `You see servers ${limitedTo}. An administrator gives servers their tags.`
              : mayAdd
                ? 'Add the first one, and start its agent.'
                : 'An operator who is signed in can add the first one.'}
          </Notice>
        ) : shown.length === 0 ? (
          <Notice title="Nothing found">
            No server and no heaviest process matches “{search}”.
          </Notice>
        ) : (
          <FleetTable servers={shown} address={address} />
        )}
      </Panel>
    </Page>
  );
}

function matching(servers: Server[], search: string, state: StateChoice): Server[] {
  const wanted = search.trim().toLowerCase();
  return servers.filter(
    (server) =>
      (state === 'all' || server.state === state) &&
      [serverName(server), server.id, server.top_process?.name ?? ''].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
  );
}

function summary(servers: Server[]): string {
  const stale = servers.filter(({ state }) => state === 'stale').length;
  const never = servers.filter(({ state }) => state === 'never_seen').length;
  const parts = [`${servers.length - stale - never} live`];
  if (stale > 0) parts.push(`${stale} stale`);
  if (never > 0) parts.push(`${never} never seen`);
  return parts.join(' · ');
}
