import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { queries } from '../../api/queries';
import { useHistoryInterval } from '../../api/refresh';
import type { ProcessChanges } from '../../api/changes';
import { Button } from '../../components/Button';
import { Failed } from '../../components/Failed';
import { Panel } from '../../components/Panel';
import { Skeleton } from '../../components/Skeleton';
import { setOrDrop, type Address } from '../../lib/address';
import { count, quantity } from '../../lib/format';
import type { Range } from '../../lib/range';
import { ChangeTable } from './ChangeTable';

/** The newest of a range are listed, and marked in charts. */
export const changesLimit = 100;

interface Props {
  serverId: string;
  /** Of one process; of all where it is left out. */
  name?: string;
  range: Range;
  address: Address;
}

/** Starts, ends, restarts and jumps of processes in a range, fetched on request. */
export function ChangesPanel({ serverId, name, range, address }: Props) {
  const shown = address.parameters.get('changes') === 'shown';
  const changes = useQuery({
    ...queries.changes(serverId, name, range, changesLimit),
    enabled: shown,
    refetchInterval: useHistoryInterval(range),
  });
  return (
    <Panel
      title="What changed"
      note={shown && changes.data ? summary(changes.data) : 'starts, ends, restarts, jumps'}
      tools={
        <Button
          aria-pressed={shown}
          onClick={() => {
            address.refine((parameters) => {
              setOrDrop(parameters, 'changes', shown ? '' : 'shown');
            });
          }}
        >
          <History size={15} aria-hidden="true" /> Changes
        </Button>
      }
    >
      {!shown ? null : changes.data ? (
        <ChangeTable answer={changes.data} serverId={serverId} range={range} named={!name} />
      ) : changes.error ? (
        <Failed error={changes.error} retry={() => void changes.refetch()} />
      ) : (
        <Skeleton rows={4} label="Fetching what changed" />
      )}
    </Panel>
  );
}

/** How many of each kind there were in the whole range. */
function summary({ counts, omitted }: ProcessChanges): string {
  const parts = [
    [counts.started, 'started'],
    [counts.ended, 'ended'],
    [counts.restarted, 'restarted'],
    [counts.count + counts.memory, 'jumped'],
    [omitted, 'more not kept'],
  ] as const;
  const said = parts
    .filter(([times]) => times > 0)
    .map(([times, what]) => `${quantity(count(times))} ${what}`);
  return said.length > 0 ? said.join(', ') : 'nothing in this range';
}
