import type { TopProcesses } from '../../api/schema';
import { At } from '../../components/At';
import { percent, quantity } from '../../lib/format';

/** How fresh the list is, and how much of its range has samples behind it. */
export function AsOf({ top: { as_of: asOf, coverage } }: { top: TopProcesses }) {
  return (
    <>
      {asOf !== null && (
        <>
          as of <At time={asOf} />
        </>
      )}
      {coverage !== null && coverage < 0.995 && (
        <> · samples cover {quantity(percent(coverage * 100))} of the range</>
      )}
    </>
  );
}
