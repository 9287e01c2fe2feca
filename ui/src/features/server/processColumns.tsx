import { createColumnHelper } from '@tanstack/react-table';
import type { Metric, ProcessUsage } from '../../api/schema';
import { MeterCell } from '../../components/MeterCell';
import { RowLink } from '../../components/RowLink';
import { byName, bySize, type ColumnMeta, type Features } from '../../components/table';
import { known, Value } from '../../components/Value';
import { addresses } from '../../lib/address';
import { count, mebibytes, percent } from '../../lib/format';
import type { Range } from '../../lib/range';
import { shownName } from '../../lib/shownName';
import styles from './server.module.css';

const helper = createColumnHelper<Features, ProcessUsage>();
const noSample = 'there is no sample of this in the range';

type Usage =
  | 'cpu_percent'
  | 'avg_cpu_percent'
  | 'host_percent'
  | 'memory_mb'
  | 'avg_memory_mb'
  | 'peak_memory_mb';

const noCpu = 'a CPU value needs two scrapes at most 5 minutes apart';
const noCores = 'the number of cores of this server is not known';

const usages: { id: Usage; tone: Metric; why: string; meta: ColumnMeta }[] = [
  {
    id: 'cpu_percent',
    tone: 'cpu',
    why: noCpu,
    meta: { label: 'CPU now', hint: 'In the latest interval; 100 % is one core' },
  },
  {
    id: 'avg_cpu_percent',
    tone: 'cpu',
    why: noCpu,
    meta: { label: 'CPU average', hint: 'Over the range; 100 % is one core' },
  },
  {
    id: 'host_percent',
    tone: 'cpu',
    why: noCores,
    meta: { label: 'Share of host', hint: 'Average CPU of all cores' },
  },
  {
    id: 'memory_mb',
    tone: 'memory',
    why: noSample,
    meta: { label: 'RSS now', hint: 'Resident set size' },
  },
  {
    id: 'avg_memory_mb',
    tone: 'memory',
    why: noSample,
    meta: { label: 'RSS average', hint: 'Resident set size' },
  },
  {
    id: 'peak_memory_mb',
    tone: 'memory',
    why: noSample,
    meta: { label: 'RSS peak', hint: 'Highest resident set size in the range' },
  },
];

/** On a narrow page only the column that ranks and its latest value are left. */
function widthFor(id: Usage, tone: Metric, metric: Metric): ColumnMeta['from'] {
  const isExtra = id === 'host_percent' || (id.startsWith('avg') && tone !== metric);
  if (isExtra) return 'desktop';
  return tone === metric && !id.startsWith('peak') ? undefined : 'tablet';
}

/** The columns of the process list. Each bar is measured against the highest value of its column. */
export function processColumns(
  serverId: string,
  metric: Metric,
  range: Range,
  rows: ProcessUsage[],
) {
  const ranking: Usage = metric === 'cpu' ? 'avg_cpu_percent' : 'avg_memory_mb';
  return helper.columns([
    helper.accessor('name', {
      meta: { label: 'Process' },
      sortFn: byName,
      cell: ({ row: { original } }) => (
        <RowLink href={addresses.process(serverId, original.name, range)}>
          <bdi className={styles.name}>{shownName(original.name)}</bdi>
          {!original.running && <span className={styles.ended}>ended</span>}
        </RowLink>
      ),
    }),
    ...usages.map(({ id, tone, why, meta }) => {
      const highest = Math.max(0, ...rows.map((row) => row[id] ?? 0));
      return helper.accessor((row) => row[id] ?? undefined, {
        id,
        meta: { align: 'end', from: widthFor(id, tone, metric), ...meta },
        sortFn: bySize,
        sortUndefined: 'last',
        cell: ({ row: { original } }) => (
          <MeterCell
            of={known(original[id], tone === 'cpu' ? percent : mebibytes)}
            why={why}
            share={highest > 0 ? (original[id] ?? 0) / highest : 0}
            tone={tone}
            quiet={id !== ranking}
          />
        ),
      });
    }),
    helper.accessor((row) => row.num_procs ?? undefined, {
      id: 'num_procs',
      meta: { label: 'Count', hint: 'Processes of this name', align: 'end', from: 'tablet' },
      sortFn: bySize,
      sortUndefined: 'last',
      cell: ({ row: { original } }) => (
        <Value of={known(original.num_procs, count)} why={noSample} />
      ),
    }),
  ]);
}
