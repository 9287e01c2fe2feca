import hostFigures from '../../../query-api/src/main/resources/io/nodepulse/query/servers/host-figures.json';
import type { Quantity } from '../lib/format';
import { bytes, bytesPerSecond, count, decimal, duration, percent } from '../lib/format';

/** The figures of a host that the API answers with: its own table of them. */
export { hostFigures };

export type HostFigure = keyof typeof hostFigures.list | keyof typeof hostFigures.detail;

type Unit = 'bytes' | 'bytes_per_second' | 'count' | 'percent' | 'seconds';

interface Row {
  type: string;
  unit: string;
  tile?: string;
  note?: string;
}

const formats: Record<Unit, (value: number) => Quantity> = {
  bytes,
  bytes_per_second: bytesPerSecond,
  count,
  percent,
  seconds: (value) => ({ text: duration(value), unit: '' }),
};

/** A figure as a tile shows it. */
export interface TileFigure {
  name: HostFigure;
  format: (value: number) => Quantity;
  /** What stands behind it; without, it is what the tile is about. */
  note: string | undefined;
}

export interface Tile {
  name: string;
  figures: TileFigure[];
}

/** A number that is not whole has decimals where its unit does not say how it is written. */
const formatOf = ({ type, unit }: Row) =>
  unit === 'count' && type === 'double' ? decimal : formats[unit as Unit];

/** The tiles of the table, with their figures, in its order. */
export const tiles: Tile[] = tilesOf({ ...hostFigures.list, ...hostFigures.detail });

function tilesOf(rows: Record<HostFigure, Row>): Tile[] {
  const byName = new Map<string, Tile>();
  for (const [name, row] of Object.entries(rows)) {
    if (row.tile === undefined) continue;
    const tile = byName.get(row.tile) ?? { name: row.tile, figures: [] };
    byName.set(row.tile, tile);
    tile.figures.push({ name: name as HostFigure, format: formatOf(row), note: row.note });
  }
  return [...byName.values()];
}
