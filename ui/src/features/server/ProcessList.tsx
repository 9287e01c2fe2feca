import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { groupingRow, type Grouping } from '../../api/groupings';
import type { Metric } from '../../api/metrics';
import { queries } from '../../api/queries';
import { useInterval } from '../../api/refresh';
import { Failed } from '../../components/Failed';
import { GroupingChooser } from '../../components/GroupingChooser';
import { MetricChooser } from '../../components/MetricChooser';
import { Panel } from '../../components/Panel';
import { RangePicker } from '../../components/RangePicker';
import { SearchField } from '../../components/SearchField';
import { Skeleton } from '../../components/Skeleton';
import { setOrDrop, type Address } from '../../lib/address';
import { askedText } from '../../lib/search';
import { useSettled } from '../../lib/useSettled';
import { AboutMetric } from './AboutMetric';
import { AsOf } from './AsOf';
import { LimitMenu, readLimit } from './LimitMenu';
import { ProcessTable } from './ProcessTable';

interface Props {
  serverId: string;
  /** What its processes can be ranked by. */
  available: Metric[];
  /** What they are grouped by. */
  groupings: Grouping[];
  address: Address;
  /** The range has ended. */
  past: boolean;
}

/** The processes of a server that use most, over the range that the address holds. */
export function ProcessList({ serverId, available, groupings, address, past }: Props) {
  const { metric, by, range, parameters } = address;
  const search = parameters.get('q') ?? '';
  const limit = readLimit(parameters);
  const interval = useInterval();
  const top = useQuery({
    ...queries.top(serverId, metric, limit, range, useSettled(askedText(search)), by),
    placeholderData: keepPreviousData,
    refetchInterval: !past && interval,
  });

  return (
    <Panel
      title={groupingRow(by).many}
      note={top.data && <AsOf top={top.data} past={past} />}
      tools={
        <>
          <SearchField
            label={`Search ${groupingRow(by).many.toLowerCase()}`}
            value={search}
            onChange={(text) => {
              address.refine((edited) => {
                setOrDrop(edited, 'q', text);
              });
            }}
          />
          <GroupingChooser address={address} available={groupings} />
          <MetricChooser address={address} available={available} />
          <RangePicker address={address} />
          <LimitMenu address={address} />
        </>
      }
    >
      {top.data ? (
        <ProcessTable
          top={top.data}
          by={by}
          range={range}
          search={search}
          outdated={top.isPlaceholderData}
        />
      ) : top.error ? (
        <Failed error={top.error} retry={() => void top.refetch()} />
      ) : (
        <Skeleton rows={limit} label="Fetching the processes" />
      )}
      <AboutMetric metric={metric} by={by} available={available} />
    </Panel>
  );
}
