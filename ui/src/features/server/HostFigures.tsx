import type { ServerDetail } from '../../api/schema';
import { Figure } from '../../components/Figure';
import { Figures } from '../../components/Figures';
import { known, Value } from '../../components/Value';
import { bytes, bytesPerSecond, count, decimal, percent } from '../../lib/format';

const why = 'the agent has not sent this figure';

const used = (total: number | null, free: number | null) =>
  total === null || free === null ? null : total - free;

/** The host's own figures, of its latest scrape. */
export function HostFigures({ server }: { server: ServerDetail }) {
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
      <Figure
        name="Load"
        value={<Value of={known(server.load_1min, decimal)} why={why} />}
        note={
          <>
            <Value of={known(server.load_5min, decimal)} why={why} /> in 5 min,{' '}
            <Value of={known(server.load_15min, decimal)} why={why} /> in 15 min
          </>
        }
      />
      <Figure
        name="Processes"
        value={<Value of={known(server.processes_total, count)} why={why} />}
        note={
          <>
            <Value of={known(server.processes_running, count)} why={why} /> running,{' '}
            <Value of={known(server.processes_blocked, count)} why={why} /> blocked
          </>
        }
      />
      <Rates
        name="Disk traffic"
        first={server.disk_read_bytes_per_second}
        firstNote="read"
        second={server.disk_written_bytes_per_second}
        secondNote="written"
      />
      <Rates
        name="Network"
        first={server.network_receive_bytes_per_second}
        firstNote="received"
        second={server.network_transmit_bytes_per_second}
        secondNote="sent"
      />
    </Figures>
  );
}

interface RatesProps {
  name: string;
  first: number | null;
  firstNote: string;
  second: number | null;
  secondNote: string;
}

/** Bytes per second in two directions. */
function Rates({ name, first, firstNote, second, secondNote }: RatesProps) {
  return (
    <Figure
      name={`${name}, ${firstNote}`}
      value={<Value of={known(first, bytesPerSecond)} why={why} />}
      note={
        <>
          <Value of={known(second, bytesPerSecond)} why={why} /> {secondNote}
        </>
      }
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
