import { Plus } from 'lucide-react';
import { useState } from 'react';
import { metricRow } from '../../api/metrics';
import { Button } from '../../components/Button';
import { MetricChooser } from '../../components/MetricChooser';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Panel } from '../../components/Panel';
import { RangePicker } from '../../components/RangePicker';
import { Skeleton } from '../../components/Skeleton';
import { useAddress } from '../../lib/address';
import { AddLineDialog, type Adding } from './AddLineDialog';
import { CompareChart } from './CompareChart';
import { mostLines } from './comparePlot';
import { LineTable } from './LineTable';
import { useCompared } from './useCompared';

/** Several processes of a server, or one process of several servers, in one chart. */
export default function ComparePage() {
  const address = useAddress();
  const comparison = useCompared(address);
  const { compared, pending, available } = comparison;
  const { title, hint } = metricRow(address.metric);
  const [adding, setAdding] = useState<Adding | null>(null);
  const full = compared.length >= mostLines;
  const add = (
    <Button
      look="primary"
      disabled={full}
      onClick={() => {
        setAdding({ serverId: compared[0]?.serverId });
      }}
    >
      <Plus size={15} aria-hidden="true" /> Add a process
    </Button>
  );

  return (
    <Page
      title="Compare"
      on={serversOf(comparison)}
      tools={
        <>
          <MetricChooser address={address} available={available} />
          <RangePicker address={address} />
          {compared.length > 0 && add}
        </>
      }
    >
      <Panel title={title} note={`mean per step; ${hint}`}>
        {compared.length === 0 ? (
          <Notice title="Nothing to compare yet" action={add}>
            Choose processes of one server, or the same process on several servers.
          </Notice>
        ) : (
          <>
            {pending && compared.every(({ history }) => !history) ? (
              <Skeleton rows={6} label="Fetching the histories" />
            ) : (
              <CompareChart compared={compared} address={address} />
            )}
            <LineTable
              {...comparison}
              address={address}
              onElsewhere={(name) => {
                setAdding({ name });
              }}
            />
          </>
        )}
      </Panel>
      {adding && (
        <AddLineDialog
          adding={adding}
          address={address}
          onClose={() => {
            setAdding(null);
          }}
        />
      )}
    </Page>
  );
}

/** The servers that are compared, as long as they are few enough to be read. */
function serversOf({ compared, nameOf }: ReturnType<typeof useCompared>): string | undefined {
  const names = [...new Set(compared.map(({ serverId }) => nameOf(serverId)))];
  if (names.length === 0) return undefined;
  return names.length <= 3 ? names.join(', ') : `${names.length} servers`;
}
