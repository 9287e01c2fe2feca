import { Table2, ZoomOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ProcessHistory } from '../../api/schema';
import { TimeChart } from '../../components/chart/TimeChart';
import { Button } from '../../components/Button';
import { CoarserNote } from '../../components/CoarserNote';
import { Panel } from '../../components/Panel';
import { setOrDrop, type Address } from '../../lib/address';
import { duration } from '../../lib/format';
import { widened, writeRange } from '../../lib/range';
import { shownName } from '../../lib/shownName';
import { createStore, type Store } from '../../lib/store';
import { HistoryTable } from './HistoryTable';
import { plotOf, scales, type Aspect } from './plots';
import { Readout } from './Readout';
import styles from './process.module.css';

const aspects: { aspect: Aspect; title: string; label: string }[] = [
  { aspect: 'cpu', title: 'CPU', label: 'CPU percent' },
  { aspect: 'memory', title: 'RSS', label: 'Resident set size' },
  { aspect: 'count', title: 'Count', label: 'Number of processes' },
];

interface Props {
  history: ProcessHistory;
  address: Address;
}

/** CPU, RSS and count over time, under one pointer; the same as a table on request. */
export function ProcessCharts({ history, address }: Props) {
  const [pointed] = useState(() => createStore<number | null>(null));
  const asTable = address.parameters.get('view') === 'table';
  return (
    <Panel
      title="Over time"
      note={
        <>
          one point per {duration(history.step_seconds)}; drag to zoom
          <CoarserNote coarser={history.coarser} />
        </>
      }
      tools={
        <>
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
        <HistoryTable history={history} />
      ) : (
        aspects.map((each) => (
          <AspectChart
            key={each.aspect}
            {...each}
            history={history}
            address={address}
            pointed={pointed}
          />
        ))
      )}
    </Panel>
  );
}

interface AspectProps extends Props {
  aspect: Aspect;
  title: string;
  label: string;
  pointed: Store<number | null>;
}

function AspectChart({ history, address, aspect, title, label, pointed }: AspectProps) {
  const plot = useMemo(() => plotOf(history, aspect), [history, aspect]);
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <h3>{title}</h3>
        <Readout history={history} aspect={aspect} pointed={pointed} />
      </figcaption>
      <TimeChart
        plot={plot}
        scale={scales[aspect]}
        syncKey="process"
        label={`${label} of ${shownName(history.name)} over time; the table has the values`}
        onPoint={pointed.set}
        onZoom={(from, to) => {
          address.choose((parameters) => {
            writeRange(parameters, { kind: 'between', from, to });
          });
        }}
        onZoomOut={() => {
          zoomOut(address, history);
        }}
      />
    </figure>
  );
}

function zoomOut(address: Address, { from, to }: ProcessHistory): void {
  address.choose((parameters) => {
    writeRange(parameters, widened(from, to, Date.now()));
  });
}
