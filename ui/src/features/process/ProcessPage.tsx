import { useQuery } from '@tanstack/react-query';
import { GitCompareArrows, ScrollText } from 'lucide-react';
import type { ProcessChange } from '../../api/changes';
import { groupingRow, usualGrouping } from '../../api/groupings';
import type { Metric } from '../../api/metrics';
import { useLiveScrapes } from '../../api/live';
import { queries } from '../../api/queries';
import type { ProcessHistory } from '../../api/schema';
import { useHistoryInterval, useInterval } from '../../api/refresh';
import { ButtonLink } from '../../components/ButtonLink';
import { At } from '../../components/At';
import { Crumbs } from '../../components/Crumbs';
import { Failed } from '../../components/Failed';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Panel } from '../../components/Panel';
import { RangePicker } from '../../components/RangePicker';
import { Skeleton } from '../../components/Skeleton';
import { addresses, useAddress } from '../../lib/address';
import { hasRange, type Range } from '../../lib/range';
import { serverName } from '../../lib/serverName';
import { shownName } from '../../lib/shownName';
import { changesLimit, ChangesPanel } from '../changes/ChangesPanel';
import { ServerAway } from '../server/ServerState';
import { metricsOf } from '../server/metricsOf';
import { useServerRange } from '../server/useServerRange';
import { ProcessCharts } from './ProcessCharts';
import { ProcessFigures } from './ProcessFigures';
import { LargestPanel } from './LargestPanel';
import { readMoment } from './moment';

const points = 300;
const none: ProcessChange[] = [];

/** One process of a server over time. */
export default function ProcessPage({ id }: { id: string }) {
  const given = useAddress();
  const name = given.parameters.get('name') ?? '';
  const byName = given.by === usualGrouping;
  const { one, memory } = groupingRow(given.by);
  const server = useQuery({ ...queries.server(id), refetchInterval: useInterval() });
  const { address, range, past, isLastHour } = useServerRange(given, server.data);
  const history = useQuery({
    ...queries.history(id, name, range, points, given.metric, given.by),
    // Which hour is the last one depends on whether the server is silent.
    enabled: hasRange(given.parameters) || !server.isPending,
    refetchInterval: useHistoryInterval(range),
    placeholderData: (previous) => (previous?.name === name ? previous : undefined),
  });
  const changes = useQuery({
    ...queries.changes(id, name, range, changesLimit),
    enabled: byName && history.isSuccess,
    refetchInterval: useHistoryInterval(range),
  });
  const moment = readMoment(given.parameters);
  useLiveScrapes(id, [['server', id]], 5_000);

  return (
    <Page
      title={shownName(name)}
      on={server.data && serverName(server.data)}
      note={history.data && past && <Until history={history.data} />}
      above={
        <Crumbs
          steps={[
            { text: 'Fleet', href: addresses.fleet },
            {
              text: server.data ? serverName(server.data) : id,
              href: addresses.server(id, range, given.metric, given.by),
            },
          ]}
        />
      }
      tools={
        <>
          <RangePicker address={address} />
          {byName && <Elsewhere id={id} name={name} range={range} metric={given.metric} />}
        </>
      }
    >
      {server.data && <ServerAway server={server.data} isLastHour={isLastHour} />}
      {history.data ? (
        <>
          <ProcessFigures
            history={history.data}
            memory={memory}
            cores={server.data?.cpu_cores ?? null}
          />
          {history.data.points.some((point) => point.num_procs !== null) ? (
            <ProcessCharts
              history={history.data}
              available={server.data && metricsOf(server.data, given.by)}
              changes={changes.data?.changes ?? none}
              picked={typeof moment === 'number' ? moment : null}
              address={address}
            />
          ) : (
            <Panel title="Over time">
              <Notice title="Nothing in this range">
                This {one.toLowerCase()} was not sampled between these times.
              </Notice>
            </Panel>
          )}
          {byName && (
            <>
              <LargestPanel serverId={id} name={name} range={range} address={address} />
              <ChangesPanel serverId={id} name={name} range={range} address={address} />
            </>
          )}
        </>
      ) : history.error ? (
        <Failed error={history.error} retry={() => void history.refetch()} />
      ) : (
        <Skeleton rows={10} label="Fetching the history" />
      )}
    </Page>
  );
}

interface ElsewhereProps {
  id: string;
  name: string;
  range: Range;
  metric: Metric;
}

/** What there is of a name on other pages. */
const Elsewhere = ({ id, name, range, metric }: ElsewhereProps) => (
  <>
    <ButtonLink href={addresses.compare([{ serverId: id, name }], range, metric)}>
      <GitCompareArrows size={15} aria-hidden="true" /> Compare
    </ButtonLink>
    <ButtonLink href={addresses.events(id, name, range)}>
      <ScrollText size={15} aria-hidden="true" /> Events
    </ButtonLink>
  </>
);

/** A range that has ended does not show the present. */
function Until({ history: { to } }: { history: ProcessHistory }) {
  return (
    <p>
      until <At time={to} />
    </p>
  );
}
