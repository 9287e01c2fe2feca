import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Metric } from '../../api/metrics';
import { queries } from '../../api/queries';
import { useHistoryInterval } from '../../api/refresh';
import { readLine, writeLine, type Address, type Line } from '../../lib/address';
import { serverName } from '../../lib/serverName';
import { mostLines, type Compared } from './comparePlot';

const points = 300;

export const linesOf = (address: Address): Line[] =>
  address.parameters
    .getAll('line')
    .flatMap((text) => readLine(text) ?? [])
    .slice(0, mostLines);

/** Adds a line to the comparison, or removes it where it is there already. */
export function toggleLine(address: Address, line: Line): void {
  address.choose((parameters) => {
    const text = writeLine(line);
    const others = parameters.getAll('line').filter((each) => each !== text);
    if (others.length === parameters.getAll('line').length) others.push(text);
    parameters.delete('line');
    others.forEach((each) => {
      parameters.append('line', each);
    });
  });
}

/** What one at least has; undefined while that is known of none. */
function anyOf(each: (Metric[] | undefined)[]): Metric[] | undefined {
  const known = each.filter((some) => some !== undefined);
  return known.length === 0 ? undefined : [...new Set(known.flat())];
}

/** The histories of the compared processes, and the names of their servers. */
export function useCompared(address: Address) {
  const lines = linesOf(address);
  const refetchInterval = useHistoryInterval(address.range);
  const servers = useQuery(queries.servers());
  const histories = useQueries({
    queries: lines.map(({ serverId, name }) => ({
      ...queries.history(serverId, name, address.range, points, address.metric),
      refetchInterval,
    })),
    combine: (results) => ({
      data: results.map(({ data }) => data),
      errors: results.map(({ error }) => error),
      pending: results.some(({ isPending }) => isPending),
    }),
  });
  const available = useQueries({
    queries: [...new Set(lines.map(({ serverId }) => serverId))].map((id) => queries.server(id)),
    combine: (results) => anyOf(results.map(({ data }) => data?.process_metrics)),
  });
  const names = useMemo(
    () => new Map(servers.data?.servers.map((server) => [server.id, serverName(server)])),
    [servers.data],
  );
  const compared: Compared[] = lines.map((line, index) => ({
    ...line,
    index,
    history: histories.data[index],
  }));
  return {
    compared,
    servers: servers.data?.servers ?? [],
    available,
    nameOf: (id: string) => names.get(id) ?? id,
    errors: histories.errors,
    pending: histories.pending,
  };
}
