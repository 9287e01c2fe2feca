import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { eventsPath, queries } from '../../api/queries';
import { Button } from '../../components/Button';
import { Crumbs } from '../../components/Crumbs';
import { Failed } from '../../components/Failed';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Panel } from '../../components/Panel';
import { RangePicker } from '../../components/RangePicker';
import { Skeleton } from '../../components/Skeleton';
import { addresses, useAddress } from '../../lib/address';
import { bounds, type Range } from '../../lib/range';
import { serverName } from '../../lib/serverName';
import { shownName } from '../../lib/shownName';
import { utcTime } from '../../lib/time';
import { EventTable } from './EventTable';
import { Exports } from './Exports';

/** What was recorded of a server, from the event store itself. */
export default function EventsPage({ id }: { id: string }) {
  const address = useAddress();
  const process = address.parameters.get('name') ?? undefined;
  const server = useQuery(queries.server(id));
  const stretch = useStretch(address.range);
  const events = useInfiniteQuery(queries.events(id, process, stretch));
  const rows = events.data?.pages.flatMap((page) => page.events);
  const serverText = server.data ? serverName(server.data) : id;

  return (
    <Page
      title={process === undefined ? 'Events' : `Events of ${shownName(process)}`}
      on={server.data && serverName(server.data)}
      above={
        <Crumbs
          steps={[
            { text: 'Fleet', href: addresses.fleet },
            { text: serverText, href: addresses.server(id, address.range) },
            ...(process === undefined
              ? []
              : [
                  { text: shownName(process), href: addresses.process(id, process, address.range) },
                ]),
          ]}
        />
      }
      tools={
        <>
          <RangePicker address={address} />
          <Exports
            name={['events', serverText, process].filter((part) => part !== undefined).join('-')}
            pathOf={(format) => eventsPath(id, process, stretch, { format })}
          />
        </>
      }
    >
      <Panel title="Recorded" note="as it was sampled, from the event store itself">
        {events.isPending ? (
          <Skeleton rows={10} label="Fetching the events" />
        ) : !rows ? (
          <Failed error={events.error ?? new Error()} retry={() => void events.refetch()} />
        ) : rows.length === 0 ? (
          <Notice title="No events in this range">
            Nothing was recorded between these times, or it is older than what is kept.
          </Notice>
        ) : (
          <EventTable events={rows} />
        )}
      </Panel>
      {events.hasNextPage && (
        <Button
          disabled={events.isFetchingNextPage}
          onClick={() => {
            void events.fetchNextPage();
          }}
        >
          More
        </Button>
      )}
    </Page>
  );
}

/** The range with ends that stand still, so that pages and files show the same events. */
function useStretch(range: Range): { from: string; to: string } {
  const key = JSON.stringify(range);
  const stretchOf = () => {
    const { from, to } = bounds(range, Date.now());
    return { key, from: utcTime(from), to: utcTime(to) };
  };
  const [stretch, setStretch] = useState(stretchOf);
  if (stretch.key !== key) setStretch(stretchOf());
  return { from: stretch.from, to: stretch.to };
}
