import { useMemo } from 'react';
import { usualGrouping } from '../../api/groupings';
import type { ProcessChange } from '../../api/changes';
import type { ProcessHistory } from '../../api/schema';
import type { Mark } from '../../components/chart/plot';
import { TimeChart } from '../../components/chart/TimeChart';
import type { Address } from '../../lib/address';
import { widened, writeRange } from '../../lib/range';
import { shownName } from '../../lib/shownName';
import type { Store } from '../../lib/store';
import { writeMoment } from './moment';
import { plotOf, scales, type Aspect } from './plots';
import { Readout } from './Readout';
import styles from './process.module.css';

interface Props {
  history: ProcessHistory;
  address: Address;
  aspect: Aspect;
  title: string;
  /** What is drawn, for those who do not see it. */
  label: string;
  /** What is marked beside counter resets. */
  marks: Mark[];
  changes: ProcessChange[];
  /** Index of the point under the pointer, of all charts of the page. */
  pointed: Store<number | null>;
}

/** One aspect of a process over time, with the values under the pointer. */
export function AspectChart({
  history,
  address,
  aspect,
  title,
  label,
  marks,
  changes,
  pointed,
}: Props) {
  const plot = useMemo(() => plotOf(history, aspect, marks), [history, aspect, marks]);
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <h3>{title}</h3>
        <Readout history={history} aspect={aspect} changes={changes} pointed={pointed} />
      </figcaption>
      <TimeChart
        plot={plot}
        scale={scales[aspect]}
        syncKey="process"
        label={`${label} of ${shownName(history.name)} over time; the table has the values`}
        onPoint={pointed.set}
        onPick={(at) => {
          if (address.by !== usualGrouping) return;
          address.refine((parameters) => {
            writeMoment(parameters, at);
          });
        }}
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

export function zoomOut(address: Address, { from, to }: ProcessHistory): void {
  address.choose((parameters) => {
    writeRange(parameters, widened(from, to, Date.now()));
  });
}
