import { Fragment } from 'react';
import { type Tile, type TileFigure, tiles } from '../../api/hostFigures';
import type { ServerDetail } from '../../api/schema';
import { Ago, At } from '../../components/At';
import { Figure } from '../../components/Figure';
import { Figures } from '../../components/Figures';
import { known, Value } from '../../components/Value';
import { useNow } from '../../lib/clock';
import { bytes, percent } from '../../lib/format';
import styles from './server.module.css';

const why = 'the agent has not sent this figure';

const used = (total: number | null, free: number | null) =>
  total === null || free === null ? null : total - free;

/** Older figures say of when they are. */
const freshMs = 60_000;

interface HostProps {
  server: ServerDetail;
  /** The range of the page has ended. */
  past: boolean;
}

/** The host's own figures, of its latest scrape: those of a past range are not kept. */
export function HostFigures({ server, past }: HostProps) {
  const now = useNow();
  const { host_as_of: asOf, state } = server;
  if (past) {
    return (
      <p className={styles.since}>
        The range lies in the past; of the host itself only present figures are shown, with a range
        that goes on until now.
      </p>
    );
  }
  const old = asOf !== null && (state !== 'live' || now - asOf > freshMs);
  return (
    <>
      {old && (
        <p className={styles.since}>
          The host’s figures are of <At time={asOf} />, <Ago time={asOf} />.
        </p>
      )}
      <Tiles server={server} />
    </>
  );
}

function Tiles({ server }: { server: ServerDetail }) {
  const { cpu_cores: cores, cpu_percent: cpu } = server;
  return (
    <Figures>
      <Figure
        name="CPU"
        value={<Value of={known(cpu, percent)} why={why} />}
        note={cores === null ? undefined : `of ${cores} ${cores === 1 ? 'core' : 'cores'}`}
        share={cpu === null ? null : cpu / 100}
        tone="cpu"
      />
      <Amount name="Memory" used={server.memory_used_bytes} total={server.memory_total_bytes} />
      <Amount
        name="Swap"
        used={used(server.swap_total_bytes, server.swap_free_bytes)}
        total={server.swap_total_bytes}
      />
      <Amount
        name="Disk"
        used={used(server.disk_total_bytes, server.disk_available_bytes)}
        total={server.disk_total_bytes}
      />
      {tiles.map((tile) => (
        <TableTile key={tile.name} tile={tile} server={server} />
      ))}
    </Figures>
  );
}

interface TileProps {
  tile: Tile;
  server: ServerDetail;
}

/** A tile of the table: one figure, and behind it those that have a note. */
function TableTile({ tile, server }: TileProps) {
  const value = ({ name, format }: TileFigure) => (
    <Value of={known(server[name], format)} why={why} />
  );
  const main = tile.figures.find(({ note }) => note === undefined);
  const others = tile.figures.filter(({ note }) => note !== undefined);
  const notes = others.map((figure, index) => (
    <Fragment key={figure.name}>
      {index > 0 && ', '}
      {value(figure)} {figure.note}
    </Fragment>
  ));
  return (
    <Figure
      name={tile.name}
      value={main && value(main)}
      note={notes.length > 0 ? notes : undefined}
    />
  );
}

interface AmountProps {
  name: string;
  used: number | null;
  total: number | null;
}

/** How much of an amount of bytes is in use. */
function Amount({ name, used: part, total }: AmountProps) {
  if (total === 0)
    return <Figure name={name} value="none" note={`this server has no ${name.toLowerCase()}`} />;
  return (
    <Figure
      name={name}
      value={<Value of={known(part, bytes)} why={why} />}
      note={
        <>
          of <Value of={known(total, bytes)} why={why} />
        </>
      }
      share={part === null || total === null ? null : part / total}
      tone="memory"
    />
  );
}
