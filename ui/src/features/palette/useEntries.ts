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
  return useMemo(
    () => [
      ...pages,
      ...(mayAdminister ? [administration] : []),
      ...serverEntries(servers.data?.servers ?? []),
      ...processes,
    ],
    [servers.data, processes, mayAdminister],
  );
}

/**
 * Processes: of the open server first, in its range, then of all others. Before anything is typed
 * those that use most.
 */
function useProcessEntries(asked: string): Entry[] {
  const [, route] = useRoute('/servers/:id/*?');
  const id = route?.id;
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
