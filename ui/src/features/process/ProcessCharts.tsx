import { Table2, ZoomOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import { groupingRow, usualGrouping, type Memory } from '../../api/groupings';
import type { ProcessChange } from '../../api/changes';
import { metricRow, type Metric } from '../../api/metrics';
import type { ProcessHistory } from '../../api/schema';
import { Button } from '../../components/Button';
import { CoarserNote } from '../../components/CoarserNote';
import type { Mark } from '../../components/chart/plot';
import { MetricMenu } from '../../components/MetricMenu';
import { Panel } from '../../components/Panel';
import { setOrDrop, type Address } from '../../lib/address';
import { duration } from '../../lib/format';
import { createStore } from '../../lib/store';
import { AspectChart, zoomOut } from './AspectChart';
import { HistoryTable } from './HistoryTable';
import type { Aspect } from './plots';

interface AspectTitle {
  aspect: Aspect;
  title: string;
  label: string;
}

const usualAspects = ({ title, label }: Memory): AspectTitle[] => [
  { aspect: 'cpu', title: 'CPU', label: 'CPU percent' },
  { aspect: 'memory', title, label },
  { aspect: 'count', title: 'Count', label: 'Number of processes' },
];

/** With the optional metric that the history has figures of. */
function aspectsOf({ metric }: ProcessHistory, memory: Memory): AspectTitle[] {
  if (metric === null) return usualAspects(memory);
  const { title, label } = metricRow(metric);
  return [...usualAspects(memory), { aspect: metric, title, label }];
}

const marksOf = (changes: ProcessChange[], picked: number | null): Mark[] => [
  ...changes.map(({ at }): Mark => ({ at: at / 1000, kind: 'change' })),
  ...(picked === null ? [] : [{ at: picked / 1000, kind: 'picked' } as const]),
];

interface Props {
  history: ProcessHistory;
  /** What the server has figures of; undefined where that is not known. */
  available: Metric[] | undefined;
  changes: ProcessChange[];
  /** The point in time of which the processes are shown, or null. */
  picked: number | null;
  address: Address;
}

/** CPU, RSS, count and one more metric over time, under one pointer; as a table on request. */
export function ProcessCharts({ history, available, changes, picked, address }: Props) {
  const [pointed] = useState(() => createStore<number | null>(null));
  const marks = useMemo(() => marksOf(changes, picked), [changes, picked]);
  const { memory } = groupingRow(address.by);
  const asTable = address.parameters.get('view') === 'table';
  return (
    <Panel
      title="Over time"
      note={
        <>
          one point per {duration(history.step_seconds)}; drag to zoom
          {address.by === usualGrouping && ', click for the processes behind it'}
          <CoarserNote coarser={history.coarser} />
        </>
      }
      tools={
        <>
          <MetricMenu
            label="Also show"
            address={address}
            available={available}
            unchosen="More"
            withNone
          />
          <Button
            onClick={() => {
              zoomOut(address, history);
            }}
          >
            <ZoomOut size={15} aria-hidden="true" /> Zoom out
          </Button>
          <Button
            aria-pressed={asTable}
            onClick={() => {
              address.refine((parameters) => {
                setOrDrop(parameters, 'view', asTable ? '' : 'table');
              });
            }}
          >
            <Table2 size={15} aria-hidden="true" /> Table
          </Button>
        </>
      }
    >
      {asTable ? (
        <HistoryTable history={history} memory={memory} />
      ) : (
        aspectsOf(history, memory).map((each) => (
          <AspectChart
            key={each.aspect}
            {...each}
            history={history}
            address={address}
            marks={marks}
            changes={changes}
            pointed={pointed}
          />
        ))
      )}
    </Panel>
  );
}
