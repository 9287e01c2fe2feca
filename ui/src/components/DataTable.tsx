import type { RowData } from '@tanstack/react-table';
import { cx } from '../lib/cx';
import { ColumnHeading } from './ColumnHeading';
import styles from './DataTable.module.css';
import type { SortableTable } from './table';
import { useRowWindow } from './useRowWindow';

interface Props<T extends RowData> {
  table: SortableTable<T>;
  /** Names the table for those who cannot see where it stands. */
  caption: string;
  /** What is shown is being replaced. */
  outdated?: boolean;
  tall?: boolean;
}

/**
 * A table whose rows are reached with the arrow keys and followed with Enter. A long one only draws
 * the rows in view.
 */
export function DataTable<T extends RowData>({ table, caption, outdated, tall }: Props<T>) {
  const rows = table.getRowModel().rows;
  const { ref, above, below, first, last } = useRowWindow(rows.length, tall ? 54 : 42);
  const columns = table.getAllLeafColumns().length;

  return (
    <div className={cx(styles.frame, outdated && styles.outdated)} aria-busy={outdated}>
      <table className={cx(tall && styles.tall)} aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <ColumnHeading key={header.id} column={header.column} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody ref={ref}>
          <Filler height={above} columns={columns} />
          {rows.slice(first, last).map((row, offset) => (
            <tr key={row.id} aria-rowindex={first + offset + 2}>
              {row.getAllCells().map((cell) => {
                const { align, from } = cell.column.columnDef.meta ?? {};
                return (
                  <td key={cell.id} className={cx(align && styles[align], from && styles[from])}>
                    <table.FlexRender cell={cell} />
                  </td>
                );
              })}
            </tr>
          ))}
          <Filler height={below} columns={columns} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are out of view. */
function Filler({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className={styles.filler}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
