import { createColumnHelper } from '@tanstack/react-table';
import { groupingRow, type Grouping } from '../../api/groupings';
import { isOptional, type Metric } from '../../api/metrics';
import type { ProcessUsage, TopProcesses } from '../../api/schema';
import { MeterCell } from '../../components/MeterCell';
import { RowLink } from '../../components/RowLink';
import { byName, bySize, type ColumnMeta, type Features } from '../../components/table';
import { known, Value } from '../../components/Value';
import { addresses } from '../../lib/address';
import { count } from '../../lib/format';
import type { Range } from '../../lib/range';
import { shownName } from '../../lib/shownName';
import { figureColumns } from './figureColumns';
import styles from './server.module.css';
import { formats, noSample, usagesFor, whys, type Usage, type UsageColumn } from './usages';

const helper = createColumnHelper<Features, ProcessUsage>();

/** On a narrow page only the column that ranks and its latest value are left. */
function widthFor({ id, tone, detail }: UsageColumn, metric: Metric): ColumnMeta['from'] {
  if (id === 'host_percent' || detail) {
    return id === 'avg_memory_mb' ? undefined : 'desktop';
  }
  return tone === metric && !id.startsWith('peak') ? undefined : 'tablet';
}

/** The columns of the process list. Each bar is measured against the highest value of its column. */
export function processColumns(top: TopProcesses, by: Grouping, range: Range) {
  const { server_id: serverId, metric, processes: rows } = top;
  const { one, memory } = groupingRow(by);
  const usages = usagesFor(metric, memory).map((usage) => usageColumn(usage, metric, rows));
  return helper.columns([
    helper.accessor('name', {
      meta: { label: one },
      sortFn: byName,
      cell: ({ row: { original } }) => (
        <RowLink href={addresses.process(serverId, original.name, range, metric, by)}>
          <bdi className={styles.name}>{shownName(original.name)}</bdi>
          {!original.running && <span className={styles.ended}>ended</span>}
        </RowLink>
      ),
    }),
    ...(isOptional(metric)
      ? [countColumn, ...figureColumns(metric, rows), ...usages]
      : [...usages, countColumn]),
  ]);
}

function usageColumn(usage: UsageColumn, metric: Metric, rows: ProcessUsage[]) {
  const { id, tone, format = formats[tone], why = whys[tone], at, meta } = usage;
  const ranking: Usage = metric === 'cpu' ? 'avg_cpu_percent' : 'avg_memory_mb';
  const highest = Math.max(0, ...rows.map((row) => row[id] ?? 0));
  return helper.accessor((row) => row[id] ?? undefined, {
    id,
    meta: { align: 'end', from: widthFor(usage, metric), ...meta },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({ row: { original } }) => (
      <MeterCell
        of={known(original[id], format)}
        why={why}
        at={at?.(original) ?? null}
        share={highest > 0 ? (original[id] ?? 0) / highest : 0}
        tone={tone}
        quiet={id !== ranking}
      />
    ),
  });
}

const countColumn = helper.accessor((row) => row.num_procs ?? undefined, {
  id: 'num_procs',
  meta: { label: 'Count', hint: 'Processes in it', align: 'end', from: 'tablet' },
  sortFn: bySize,
  sortUndefined: 'last',
  cell: ({ row: { original } }) => <Value of={known(original.num_procs, count)} why={noSample} />,
});
