import { useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { TopProcesses } from '../../api/schema';
import { DataTable } from '../../components/DataTable';
import { features } from '../../components/table';
import { useAddress } from '../../lib/address';
import type { Range } from '../../lib/range';
import { sortingOf } from '../../lib/sorting';
import { processColumns } from './processColumns';

interface Props {
  top: TopProcesses;
  range: Range;
  outdated: boolean;
}

export function ProcessTable({ top, range, outdated }: Props) {
  const { sorting, onSortingChange } = sortingOf(useAddress());
  const columns = useMemo(
    () => processColumns(top.server_id, top.metric, range, top.processes),
    [top, range],
  );
  const table = useTable({
    features,
    columns,
    data: top.processes,
    getRowId: (process) => process.name,
    state: { sorting },
    onSortingChange,
  });
  const by = top.metric === 'cpu' ? 'average CPU' : 'average RSS';
  return <DataTable table={table} caption={`Processes by ${by}`} outdated={outdated} />;
}
