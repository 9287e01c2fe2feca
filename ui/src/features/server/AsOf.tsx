import type { TopProcesses } from '../../api/schema';
import { At } from '../../components/At';
import { CoarserNote } from '../../components/CoarserNote';
import { percent, quantity } from '../../lib/format';

interface Props {
  top: TopProcesses;
  /** The range has ended. */
  past: boolean;
}

/** Up to when the list goes, and how much of its range has samples behind it. */
export function AsOf({ top, past }: Props) {
  const { to, as_of: asOf, last_scrape_at: last, coverage } = top;
  return (
    <>
      {past ? (
        <>
          until <At time={to} />
          {last !== null && (
            <>
              , last scrape <At time={last} />
            </>
          )}
        </>
      ) : (
        asOf !== null && (
          <>
            as of <At time={asOf} />
          </>
        )
      )}
      {coverage !== null && coverage < 0.995 && (
        <> · samples cover {quantity(percent(coverage * 100))} of the range</>
      )}
      <CoarserNote coarser={top.coarser} />
    </>
  );
}
