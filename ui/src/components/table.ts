import {
  constructSortFn,
  createSortedRowModel,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  type ReactTable,
  type RowData,
} from '@tanstack/react-table';

export interface ColumnMeta {
  /** The column's name, also where its heading shows more than text. */
  label: string;
  /** What the figures are, shown when the heading is pointed at. */
  hint?: string;
  /** Figures stand at the end of their cell, so that their digits line up. */
  align?: 'end';
  /** The narrowest page that still shows the column; none: every page does. */
  from?: 'tablet' | 'desktop' | undefined;
}

export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<ColumnMeta>(),
});

export type Features = typeof features;
export type SortableTable<T extends RowData> = ReactTable<Features, T>;

/** Numbers by size; the table turns the sign for descending order. */
export const bySize = constructSortFn({ sort: (a: number, b: number) => a - b });

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Names as a reader expects them: web2 before web10. */
export const byName = constructSortFn({ sort: (a: string, b: string) => collator.compare(a, b) });
