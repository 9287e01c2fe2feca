import { Link } from 'wouter';
import type { ProcessChange, ProcessChanges } from '../../api/changes';
import { At } from '../../components/At';
import { Notice } from '../../components/Notice';
import { PlainTable } from '../../components/PlainTable';
import { addresses } from '../../lib/address';
import type { Range } from '../../lib/range';
import { shownName } from '../../lib/shownName';
import { changeText } from './changeText';

interface Props {
  answer: ProcessChanges;
  serverId: string;
  range: Range;
  /** Whether rows say whose they are. */
  named: boolean;
}

/** Changes of processes, the newest first. */
export function ChangeTable({ answer: { changes, more }, serverId, range, named }: Props) {
  if (changes.length === 0) {
    return (
      <Notice title="Nothing changed in this range">
        No process started, ended or restarted between two scrapes.
      </Notice>
    );
  }
  return (
    <>
      <PlainTable
        caption="What changed, newest first"
        columns={[
          { heading: 'When' },
          ...(named ? [{ heading: 'Process' }] : []),
          { heading: 'What' },
          { heading: 'Running since', wide: true },
        ]}
        rows={changes.map((change, index) => ({
          key: index,
          cells: [
            <At key="at" time={change.at} />,
            ...(named ? [<Name key="name" {...{ change, serverId, range }} />] : []),
            changeText(change),
            change.started_at === null ? '' : <At key="since" time={change.started_at} />,
          ],
        }))}
      />
      {more && <Notice title="There are older changes in this range">Choose a shorter one.</Notice>}
    </>
  );
}

function Name({
  change: { name },
  serverId,
  range,
}: {
  change: ProcessChange;
  serverId: string;
  range: Range;
}) {
  return <Link href={addresses.process(serverId, name, range)}>{shownName(name)}</Link>;
}
