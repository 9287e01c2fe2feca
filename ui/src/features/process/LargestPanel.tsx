import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, Users } from 'lucide-react';
import { queries } from '../../api/queries';
import { useInterval } from '../../api/refresh';
import type { LargestProcesses } from '../../api/largest';
import { At } from '../../components/At';
import { Button } from '../../components/Button';
import { Failed } from '../../components/Failed';
import { IconButton } from '../../components/IconButton';
import { Panel } from '../../components/Panel';
import { Skeleton } from '../../components/Skeleton';
import type { Address } from '../../lib/address';
import { useNow } from '../../lib/clock';
import { duration } from '../../lib/format';
import { isMoving, type Range } from '../../lib/range';
import { LargestTable } from './LargestTable';
import { newest, readMoment, writeMoment, type Moment } from './moment';

/** Lists come once a minute: the one before is older than this one, the next one as late as this. */
const before = 1_000;
const after = 75_000;

interface Props {
  serverId: string;
  name: string;
  range: Range;
  address: Address;
}

/** The processes behind the group at a point in time, fetched on request. */
export function LargestPanel({ serverId, name, range, address }: Props) {
  const now = useNow();
  const moment = readMoment(address.parameters);
  const shown = moment !== null;
  const at = momentOf(moment, range, now);
  const interval = useInterval();
  const largest = useQuery({
    ...queries.largest(serverId, name, at),
    enabled: shown,
    refetchInterval: at === undefined ? interval : false,
    // Of another moment, and not of another process.
    placeholderData: (previous, query) => (query?.queryKey[2] === name ? previous : undefined),
  });
  const choose = (next: Moment | null) => {
    address.refine((parameters) => {
      writeMoment(parameters, next);
    });
  };
  const listed = largest.data?.at ?? null;
  return (
    <Panel
      title="Processes behind it"
      note={
        shown && largest.data ? (
          <When answer={largest.data} />
        ) : (
          'pid, user, start; click a chart for a point in time'
        )
      }
      tools={
        <>
          {shown && (
            <>
              <IconButton
                icon={ChevronLeft}
                label="The list before"
                onClick={() => {
                  choose((listed ?? at ?? now) - before);
                }}
              />
              <IconButton
                icon={ChevronRight}
                label="The next list"
                onClick={() => {
                  choose((at ?? listed ?? now) + after);
                }}
              />
              <Button
                aria-pressed={moment === newest}
                onClick={() => {
                  choose(newest);
                }}
              >
                Newest
              </Button>
            </>
          )}
          <Button
            aria-pressed={shown}
            onClick={() => {
              choose(shown ? null : newest);
            }}
          >
            <Users size={15} aria-hidden="true" /> Processes
          </Button>
        </>
      }
    >
      {!shown ? null : largest.data ? (
        <LargestTable answer={largest.data} asked={at} />
      ) : largest.error ? (
        <Failed error={largest.error} retry={() => void largest.refetch()} />
      ) : (
        <Skeleton rows={5} label="Fetching the processes" />
      )}
    </Panel>
  );
}

/** What is asked for: the end of a range that has ended is its newest moment. */
function momentOf(moment: Moment | null, range: Range, now: number): number | undefined {
  if (typeof moment === 'number') return moment;
  return range.kind === 'between' && !isMoving(range, now) ? range.to : undefined;
}

function When({ answer: { at, seconds } }: { answer: LargestProcesses }) {
  if (at === null) return 'nothing is known of then';
  return (
    <>
      at <At time={at} />
      {seconds !== null && seconds > 0 && <>; CPU of the {duration(seconds)} before</>}
    </>
  );
}
