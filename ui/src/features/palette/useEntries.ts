import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRoute } from 'wouter';
import { queries } from '../../api/queries';
import { useMay } from '../../api/session';
import { useAddress } from '../../lib/address';
import { askedWord } from '../../lib/search';
import { useSettled } from '../../lib/useSettled';
import {
  administration,
  foundEntries,
  heaviestEntries,
  metricEntries,
  pages,
  processEntries,
  serverEntries,
  type Entry,
} from './entries';

const most = 100;

/** Everything that can be jumped to from where the reader is, as far as the search may mean it. */
export function useEntries(search: string): Entry[] {
  const servers = useQuery(queries.servers());
  const mayAdminister = useMay('admin');
  const processes = useProcessEntries(useSettled(askedWord(search)));
  const ways = useMetricEntries();
  return useMemo(
    () => [
      ...pages,
      ...(mayAdminister ? [administration] : []),
      ...serverEntries(servers.data?.servers ?? []),
      ...processes,
      ...ways,
    ],
    [servers.data, processes, ways, mayAdminister],
  );
}

function useOpenServer(): string | undefined {
  const [, route] = useRoute('/servers/:id/*?');
  return route?.id;
}

function useMetricEntries(): Entry[] {
  const id = useOpenServer();
  const { range } = useAddress();
  const { data } = useQuery({ ...queries.server(id ?? ''), enabled: !!id });
  return useMemo(
    () => (id && data ? metricEntries(id, data.process_metrics, range) : []),
    [id, data, range],
  );
}

/**
 * Processes: of the open server first, in its range, then of all others. Before anything is typed
 * those that use most.
 */
function useProcessEntries(asked: string): Entry[] {
  const id = useOpenServer();
  const { range } = useAddress();
  const servers = useQuery(queries.servers());
  const top = useQuery({
    ...queries.top(id ?? '', 'cpu', most, range, asked),
    enabled: !!id,
    placeholderData: keepPreviousData,
  });
  const found = useQuery({
    ...queries.found(asked, most),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const all = servers.data?.servers ?? [];
    const here = id && top.data ? processEntries(id, top.data.processes, range) : [];
    if (asked === '') return id ? here : heaviestEntries(all);
    const others = (found.data?.processes ?? []).filter((process) => process.server_id !== id);
    return [...here, ...foundEntries(others, all)];
  }, [servers.data, top.data, found.data, id, range, asked]);
}
