import { createColumnHelper } from '@tanstack/react-table';
import { metricRow, type Metric } from '../../api/metrics';
import type { ProcessUsage } from '../../api/schema';
import { MeterCell } from '../../components/MeterCell';
import { bySize, type Features } from '../../components/table';
import { known, Value } from '../../components/Value';
import { figureParts, notKnown, partlyKnown } from '../../lib/figureParts';

const helper = createColumnHelper<Features, ProcessUsage>();

/** The columns of an optional metric; the bars of its average show how the processes compare. */
export function figureColumns(metric: Metric, rows: ProcessUsage[]) {
  const { title } = metricRow(metric);
  const highest = Math.max(0, ...rows.map(({ figure }) => figure?.avg ?? 0));
  const why = notKnown(metric);
  return figureParts(metric).map(({ part, label, hint, format }) =>
    helper.accessor((row) => row.figure?.[part] ?? undefined, {
      id: `figure_${part}`,
      meta: {
        label: `${title} ${label}`,
        hint,
        align: 'end',
        from: part === 'avg' ? undefined : 'tablet',
      },
      sortFn: bySize,
      sortUndefined: 'last',
      cell: ({ row: { original } }) => {
        const value = original.figure?.[part] ?? null;
        const shown = {
          of: known(value, format),
          why,
          but: partlyKnown(metric, original.figure?.known ?? 0),
        };
        return part === 'avg' ? (
          <MeterCell {...shown} share={highest > 0 ? (value ?? 0) / highest : 0} tone="figure" />
        ) : (
          <Value {...shown} />
        );
      },
    }),
  );
}
