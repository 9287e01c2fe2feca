import type { ReactNode } from 'react';
import { cx } from '../lib/cx';
import styles from './PlainTable.module.css';

export interface PlainColumn {
  heading: string;
  /** Figures stand at the end of their cell. */
  end?: boolean;
  /** Left out on a narrow page. */
  wide?: boolean;
  /** What the cells are is plain to see, so the heading is only spoken. */
  plain?: boolean;
}

export interface PlainRow {
  key: string | number;
  /** One per column; the first one names the row. */
  cells: ReactNode[];
}

interface Props {
  caption: string;
  columns: PlainColumn[];
  rows: PlainRow[];
}

/** A table that is only read: no sorting, and no row leads anywhere. */
export function PlainTable({ caption, columns, rows }: Props) {
  const look = columns.map(({ end, wide }) => cx(end && styles.end, wide && styles.wide));
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ heading, plain }, index) => (
            <th key={heading} scope="col" className={look[index]}>
              {plain ? <span className="visually-hidden">{heading}</span> : heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [name, ...others] }) => (
          <tr key={key}>
            <th scope="row" className={look[0]}>
              {name}
            </th>
            {others.map((cell, index) => (
              <td key={columns[index + 1]?.heading} className={look[index + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
