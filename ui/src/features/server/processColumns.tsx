import { createColumnHelper } from '@tanstack/react-table';
import type { Metric, ProcessUsage } from '../../api/schema';
import { MeterCell } from '../../components/MeterCell';
import { RowLink } from '../../components/RowLink';
import { byName, bySize, type ColumnMeta, type Features } from '../../components/table';
import { known, Value } from '../../components/Value';
import { addresses } from '../../lib/address';
import { count, mebibytes, percent, type Quantity } from '../../lib/format';
import type { Range } from '../../lib/range';
import styles from './server.module.css';

const helper = createColumnHelper<Features, ProcessUsage>();
const noCpu = 'a CPU value needs two scrapes at most 5 minutes apart';
const noMemory = 'there is no sample of this in the range';

/** The columns of the process list; the one that ranks carries the bars. */
export function processColumns(
  serverId: string,
  metric: Metric,
  range: Range,
  rows: ProcessUsage[],
) {
  const largest = Math.max(0, ...rows.map((row) => ranking(row, metric) ?? 0));
  const share = (row: ProcessUsage) => (largest > 0 ? (ranking(row, metric) ?? 0) / largest : 0);
  const plain = (
    id: keyof ProcessUsage,
    meta: ColumnMeta,
    format: (value: number) => Quantity,
    why: string,
  ) =>
    helper.accessor((row) => (row[id] as number | null) ?? undefined, {
      id,
      meta: { align: 'end', ...meta },
      sortFn: bySize,
      sortUndefined: 'last',
      cell: ({ row: { original } }) => {
        const of = known(original[id] as number | null, format);
        return id === `avg_${metric === 'cpu' ? 'cpu_percent' : 'memory_mb'}` ? (
          <MeterCell of={of} why={why} share={share(original)} tone={metric} />
        ) : (
          <Value of={of} why={why} />
        );
      },
    });

  return helper.columns([
    helper.accessor('name', {
      meta: { label: 'Process' },
      sortFn: byName,
      cell: ({ row: { original } }) => (
        <RowLink href={addresses.process(serverId, original.name, range)}>
          <bdi className={styles.name}>{original.name}</bdi>
          {!original.running && <span className={styles.ended}>ended</span>}
        </RowLink>
      ),
    }),
    plain('cpu_percent', { label: 'CPU now', hint: '100 % is one core' }, percent, noCpu),
    plain('avg_cpu_percent', { label: 'CPU average', hint: 'Over the range' }, percent, noCpu),
    plain(
      'host_percent',
      { label: 'Share of host', hint: 'Of all cores, average', from: 'desktop' },
      percent,
      'the number of cores of this server is not known',
    ),
    plain('memory_mb', { label: 'RSS now', from: 'tablet' }, mebibytes, noMemory),
    plain('avg_memory_mb', { label: 'RSS average', from: 'desktop' }, mebibytes, noMemory),
    plain('peak_memory_mb', { label: 'RSS peak', from: 'tablet' }, mebibytes, noMemory),
    plain('num_procs', { label: 'Count', hint: 'Processes of this name' }, count, noMemory),
  ]);
}

const ranking = (row: ProcessUsage, metric: Metric) =>
  metric === 'cpu' ? row.avg_cpu_percent : row.avg_memory_mb;
