import { metricRow, type Metric } from '../../api/metrics';
import type { FoundProcess, ProcessUsage, Server } from '../../api/schema';
import { addresses } from '../../lib/address';
import { inSentence } from '../../lib/format';
import type { Range } from '../../lib/range';
import { serverName } from '../../lib/serverName';
import { shownName } from '../../lib/shownName';

/** Something that the palette can jump to. */
export interface Entry {
  id: string;
  group: 'Pages' | 'Servers' | 'Processes' | 'Metrics';
  text: string;
  note?: string;
  href: string;
}

export const pages: Entry[] = [
  { id: 'fleet', group: 'Pages', text: 'Fleet', note: 'g f', href: addresses.fleet },
  { id: 'compare', group: 'Pages', text: 'Compare', note: 'g c', href: addresses.compare() },
  { id: 'system', group: 'Pages', text: 'System', note: 'g s', href: addresses.system },
];

/** Only for those who may administer. */
export const administration: Entry = {
  id: 'administration',
  group: 'Pages',
  text: 'Administration',
  note: 'g a',
  href: addresses.administration,
};

export const serverEntries = (servers: Server[]): Entry[] =>
  servers.map((server) => ({
    id: server.id,
    group: 'Servers',
    text: serverName(server),
    note: server.state === 'live' ? 'live' : server.state === 'stale' ? 'stale' : 'never seen',
    href: addresses.server(server.id),
  }));

export const processEntries = (
  serverId: string,
  processes: ProcessUsage[],
  range: Range,
): Entry[] =>
  processes.map(({ name }) => ({
    id: `${serverId}:${name}`,
    group: 'Processes',
    text: shownName(name),
    href: addresses.process(serverId, name, range),
  }));

/** Ways to rank the processes of the open server. */
export const metricEntries = (serverId: string, available: Metric[], range: Range): Entry[] =>
  available.map(metricRow).map(({ metric, label, key }) => ({
    id: metric,
    group: 'Metrics',
    text: `Rank by ${inSentence(label)}`,
    ...(key !== undefined && { note: key }),
    href: addresses.server(serverId, range, metric),
  }));

/** Processes of servers that are not open. */
export function foundEntries(found: FoundProcess[], servers: Server[]): Entry[] {
  const names = new Map(servers.map((server) => [server.id, serverName(server)]));
  return found.map(({ server_id: id, name }) => ({
    id: `${id}:${name}`,
    group: 'Processes',
    text: shownName(name),
    note: names.get(id) ?? id,
    href: addresses.process(id, name),
  }));
}

/** Each server's heaviest process, for the places where no server is open. */
export const heaviestEntries = (servers: Server[]): Entry[] =>
  servers.flatMap((server) =>
    server.top_process
      ? [
          {
            id: `${server.id}:${server.top_process.name}`,
            group: 'Processes' as const,
            text: shownName(server.top_process.name),
            note: serverName(server),
            href: addresses.process(server.id, server.top_process.name),
          },
        ]
      : [],
  );
