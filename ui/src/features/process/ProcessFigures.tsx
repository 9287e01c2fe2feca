import type { ProcessHistory } from '../../api/schema';
import { Figure } from '../../components/Figure';
import { Figures } from '../../components/Figures';
import { known, Value } from '../../components/Value';
import { count, mebibytes, percent } from '../../lib/format';

const noCpu = 'a CPU value needs two scrapes at most 5 minutes apart';
const noSample = 'there is no sample in this range';

const highest = (values: (number | undefined)[]): number | null => {
  const there = values.filter((value) => value !== undefined);
  return there.length > 0 ? Math.max(...there) : null;
};

/** The latest and the highest values of the range. */
export function ProcessFigures({
  history: { points },
  cores,
}: {
  history: ProcessHistory;
  cores: number | null;
}) {
  const lastCpu = points.findLast((point) => point.cpu_percent)?.cpu_percent?.avg;
  const lastMemory = points.findLast((point) => point.memory_mb)?.memory_mb?.avg;
  const lastCount = points.findLast((point) => point.num_procs !== null)?.num_procs;
  const resets = points.reduce((sum, point) => sum + point.resets, 0);
  return (
    <Figures>
      <Figure
        name="CPU, latest"
        value={<Value of={known(lastCpu, percent)} why={noCpu} />}
        note="100 % is one core"
        share={lastCpu !== undefined && cores ? lastCpu / 100 / cores : null}
        tone="cpu"
      />
      <Figure
        name="CPU, highest"
        value={
          <Value of={known(highest(points.map((p) => p.cpu_percent?.max)), percent)} why={noCpu} />
        }
        note={cores === null ? undefined : `of ${cores * 100} % on this host`}
      />
      <Figure
        name="RSS, latest"
        value={<Value of={known(lastMemory, mebibytes)} why={noSample} />}
        note="shared memory counts in each process"
      />
      <Figure
        name="RSS, highest"
        value={
          <Value
            of={known(highest(points.map((p) => p.memory_mb?.max)), mebibytes)}
            why={noSample}
          />
        }
      />
      <Figure
        name="Count, latest"
        value={<Value of={known(lastCount, count)} why={noSample} />}
        note={resets > 0 ? `${resets} counter ${resets === 1 ? 'reset' : 'resets'}` : 'no resets'}
      />
    </Figures>
  );
}
