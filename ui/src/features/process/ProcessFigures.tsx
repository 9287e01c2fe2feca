import type { Memory } from '../../api/groupings';
import type { ProcessHistory } from '../../api/schema';
import { At } from '../../components/At';
import { Figure } from '../../components/Figure';
import { Figures } from '../../components/Figures';
import { known, Value } from '../../components/Value';
import { count, duration, mebibytes, percent, quantity } from '../../lib/format';

const noCpu = 'a CPU value needs two scrapes at most 5 minutes apart';
const noSample = 'there is no sample in this range';

interface Props {
  history: ProcessHistory;
  memory: Memory;
  cores: number | null;
}

/** What it used over the range, and in its latest sample. */
export function ProcessFigures({ history: { process, points }, memory, cores }: Props) {
  const resets = points.reduce((sum, point) => sum + point.resets, 0);
  const cpu = (value: number | null | undefined) => (
    <Value of={known(value, percent)} why={noCpu} />
  );
  const mib = (value: number | null | undefined) => (
    <Value of={known(value, mebibytes)} why={noSample} />
  );
  const share = (value: number | null | undefined) =>
    cores && typeof value === 'number' ? value / 100 / cores : null;
  return (
    <Figures>
      <Figure
        name="CPU, latest"
        value={cpu(process?.cpu_percent)}
        note={<Latest process={process} />}
        share={share(process?.cpu_percent)}
        tone="cpu"
      />
      <Figure
        name="CPU, average"
        value={cpu(process?.avg_cpu_percent)}
        note={<>of the time watched; {cpu(process?.running_cpu_percent)} while it ran</>}
        share={share(process?.avg_cpu_percent)}
        tone="cpu"
      />
      <Figure
        name="CPU, highest"
        value={cpu(process?.max_cpu_percent)}
        note={process?.max_cpu_at ? <At time={process.max_cpu_at} /> : undefined}
      />
      <Figure
        name="CPU time"
        value={
          <Value
            of={known(process?.cpu_seconds, (seconds) => ({ text: duration(seconds), unit: '' }))}
            why={noCpu}
          />
        }
        note={cores === null ? '100 % is one core' : `100 % is one core of ${cores}`}
      />
      <Figure name={`${memory.title}, latest`} value={mib(process?.memory_mb)} note={memory.hint} />
      <Figure name={`${memory.title}, highest`} value={mib(process?.peak_memory_mb)} />
      <Figure
        name="Count, latest"
        value={<Value of={known(process?.num_procs, count)} why={noSample} />}
        note={
          resets > 0
            ? `${quantity(count(resets))} counter ${resets === 1 ? 'reset' : 'resets'}`
            : 'no resets'
        }
      />
    </Figures>
  );
}

function Latest({ process }: { process: ProcessHistory['process'] }) {
  if (!process?.last_seen) return noSample;
  return (
    <>
      {process.running ? 'at' : 'ended, last seen'} <At time={process.last_seen} />
    </>
  );
}
