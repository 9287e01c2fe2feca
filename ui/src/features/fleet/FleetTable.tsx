import { useTable } from '@tanstack/react-table';
import type { Server } from '../../api/schema';
import { DataTable } from '../../components/DataTable';
import { features } from '../../components/table';
import type { Address } from '../../lib/address';
import { sortingOf } from '../../lib/sorting';
import { columns } from './columns';

export function FleetTable({ servers, address }: { servers: Server[]; address: Address }) {
  const { sorting, onSortingChange } = sortingOf(address);
  const table = useTable({
    features,
    columns,
    data: servers,
    getRowId: (server) => server.id,
    state: { sorting },
    onSortingChange,
  });
  return <DataTable table={table} caption="Servers" tall />;
}
