import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { actsFile, administrationQueries, type Act } from '../../api/administration';
import { queries } from '../../api/queries';
import { At } from '../../components/At';
import { Button } from '../../components/Button';
import button from '../../components/Button.module.css';
import { Failed } from '../../components/Failed';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { PlainTable, type PlainColumn } from '../../components/PlainTable';
import { Skeleton } from '../../components/Skeleton';
import { Value } from '../../components/Value';
import { serverName } from '../../lib/serverName';
import { actorText, actText, withoutRepeats } from './acts';
import styles from './administration.module.css';

const columns: PlainColumn[] = [
  { heading: 'When' },
  { heading: 'Who' },
  { heading: 'What' },
  { heading: 'From', wide: true },
];
const notKept = <Value of={null} why="this was not kept then" />;

/** What operators and administrators did, newest first. */
export function ActsPanel() {
  const acts = useInfiniteQuery(administrationQueries.acts);
  const { data: fleet } = useQuery(queries.servers());
  const rows = acts.data && withoutRepeats(acts.data.pages.flatMap(({ events }) => events));
  const nameOf = (id: string) =>
    serverName(fleet?.servers.find((server) => server.id === id) ?? { id, name: null });
  return (
    <Panel
      title="Acts"
      note="what operators and administrators did, newest first"
      tools={
        <a className={button.button} href={actsFile} download="acts.csv">
          <Download size={15} aria-hidden="true" /> CSV
        </a>
      }
    >
      {rows ? (
        rows.length > 0 ? (
          <PlainTable
            caption="Acts"
            columns={columns}
            rows={rows.map((act) => ({ key: act.id, cells: cellsOf(act, nameOf) }))}
          />
        ) : (
          <Notice title="Nothing was done yet" />
        )
      ) : acts.error ? (
        <Failed error={acts.error} retry={() => void acts.refetch()} />
      ) : (
        <Skeleton rows={6} label="Fetching the acts" />
      )}
      {acts.hasNextPage && (
        <div className={styles.more}>
          <Button
            disabled={acts.isFetchingNextPage}
            onClick={() => {
              void acts.fetchNextPage();
            }}
          >
            More
          </Button>
        </div>
      )}
    </Panel>
  );
}

function cellsOf(act: Act, nameOf: (id: string) => string) {
  return [
    <At key="when" time={Date.parse(act.at)} />,
    <bdi key="who">{actorText(act.actor) ?? notKept}</bdi>,
    <bdi key="what">{actText(act, nameOf)}</bdi>,
    act.address ?? notKept,
  ];
}
