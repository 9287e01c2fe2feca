import { useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import { groupingRow, type Grouping } from '../../api/groupings';
import type { TopProcesses } from '../../api/schema';
import { DataTable } from '../../components/DataTable';
import { Notice } from '../../components/Notice';
import { features } from '../../components/table';
import { useAddress } from '../../lib/address';
import { rankedBy } from '../../lib/figureParts';
import type { Range } from '../../lib/range';
import { shownName } from '../../lib/shownName';
import { sortingOf } from '../../lib/sorting';
import { processColumns } from './processColumns';

interface Props {
  top: TopProcesses;
  by: Grouping;
  range: Range;
  /** What was searched for. */
  search: string;
  outdated: boolean;
}

/** The list itself, in the order of the answer unless a column was chosen to sort by. */
export function ProcessTable({ top, by, range, search, outdated }: Props) {
  const { sorting, onSortingChange } = sortingOf(useAddress());
  const columns = useMemo(() => processColumns(top, by, range), [top, by, range]);
  const table = useTable({
    features,
    columns,
    data: top.processes,
    getRowId: (process) => process.name,
    state: { sorting },
    onSortingChange,
  });
  const one = groupingRow(by).one.toLowerCase();
  if (top.processes.length === 0 && search.trim() !== '') {
    return (
      <Notice title="Nothing found">
        No {one} in this range has “{shownName(search.trim())}” in its name.
      </Notice>
    );
  }
  if (top.processes.length === 0) {
    return (
      <Notice title={`No ${one} in this range`}>
        Nothing was scraped from this server between these times.
      </Notice>
    );
  }
  return (
    <DataTable
      table={table}
      caption={`${groupingRow(by).many} by ${rankedBy(top.metric)}`}
      outdated={outdated}
    />
  );
}
