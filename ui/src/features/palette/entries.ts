import type { ProcessUsage, Server } from '../../api/schema';
import { addresses } from '../../lib/address';
import { serverName } from '../../lib/serverName';

/** Something that the palette can jump to. */
export interface Entry {
  id: string;
  group: 'Pages' | 'Servers' | 'Processes';
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

export const processEntries = (serverId: string, processes: ProcessUsage[]): Entry[] =>
  processes.map(({ name }) => ({
    id: `${serverId}:${name}`,
    group: 'Processes',
    text: name,
    href: addresses.process(serverId, name),
  }));

/** Each server's heaviest process, for the places where no server is open. */
export const heaviestEntries = (servers: Server[]): Entry[] =>
  servers.flatMap((server) =>
    server.top_process
      ? [
          {
            id: `${server.id}:${server.top_process.name}`,
            group: 'Processes' as const,
            text: server.top_process.name,
            note: serverName(server),
            href: addresses.process(server.id, server.top_process.name),
          },
        ]
      : [],
  );
