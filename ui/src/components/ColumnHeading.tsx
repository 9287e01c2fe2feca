import type { Column, RowData } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { cx } from '../lib/cx';
import styles from './DataTable.module.css';
import type { Features } from './table';

/** A column's heading; pressing it sorts by the column, where that makes sense. */
export function ColumnHeading<T extends RowData>({ column }: { column: Column<Features, T> }) {
  const { label = '', hint, align, from } = column.columnDef.meta ?? {};
  const sorted = column.getIsSorted();
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
      className={cx(align && styles[align], from && styles[from])}
      title={hint}
    >
      {column.getCanSort() ? (
        <button type="button" className={styles.sort} onClick={column.getToggleSortingHandler()}>
          {label}
          {sorted && <Arrow size={12} aria-hidden="true" />}
        </button>
      ) : (
        label
      )}
    </th>
  );
}
