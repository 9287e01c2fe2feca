import { useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { TopProcesses } from '../../api/schema';
import { DataTable } from '../../components/DataTable';
import { Notice } from '../../components/Notice';
import { features } from '../../components/table';
import { useAddress } from '../../lib/address';
import type { Range } from '../../lib/range';
import { sortingOf } from '../../lib/sorting';
import { processColumns } from './processColumns';

interface Props {
  top: TopProcesses;
  range: Range;
  search: string;
  limit: number;
  outdated: boolean;
}

/** The list itself, in the order of the answer unless a column was chosen to sort by. */
export function ProcessTable({ top, range, search, limit, outdated }: Props) {
  const { sorting, onSortingChange } = sortingOf(useAddress());
  const columns = useMemo(
    () => processColumns(top.server_id, top.metric, range, top.processes),
    [top, range],
  );
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return top.processes.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, limit);
  }, [top, search, limit]);
  const table = useTable({
    features,
    columns,
    data: shown,
    getRowId: (process) => process.name,
    state: { sorting },
    onSortingChange,
  });
  if (top.processes.length === 0) {
    return (
      <Notice title="No process in this range">
        Nothing was scraped from this server between these times.
      </Notice>
    );
  }
  if (shown.length === 0) {
    return (
      <Notice title="Nothing found">
        None of the {top.processes.length} heaviest processes matches “{search}”.
      </Notice>
    );
  }
  const by = top.metric === 'cpu' ? 'average CPU' : 'average RSS';
  return <DataTable table={table} caption={`Processes by ${by}`} outdated={outdated} />;
}
