import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { askAnew } from '../../api/askAnew';
import {
  ownSessionsCalls,
  ownSessionsQuery,
  sessionQuery,
  type OwnSession,
} from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { Ago, At } from '../../components/At';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Failed } from '../../components/Failed';
import { PlainTable, type PlainColumn, type PlainRow } from '../../components/PlainTable';
import { Skeleton } from '../../components/Skeleton';
import { browserName } from '../../lib/browserName';
import { shownName } from '../../lib/shownName';
import styles from './session.module.css';

const columns: PlainColumn[] = [
  { heading: 'Browser' },
  { heading: 'Address', wide: true },
  { heading: 'Began', wide: true },
  { heading: 'Last seen' },
  { heading: 'Actions', end: true, plain: true },
];

/** Where somebody is signed in; they end what they do not know. */
export default function OwnSessions({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const sessions = useQuery(ownSessionsQuery);
  const again = () => {
    void askAnew(client, { queryKey: ownSessionsQuery.queryKey });
    void askAnew(client, { queryKey: sessionQuery.queryKey });
  };
  const end = useMutation({ mutationFn: ownSessionsCalls.end, onSettled: again });
  const endOthers = useMutation({ mutationFn: ownSessionsCalls.endOthers, onSuccess: again });
  const all = sessions.data?.sessions;
  return (
    <Dialog
      title="Your sessions"
      description="Where you are signed in. If you do not know one, end it and change your password."
      open
      onClose={onClose}
    >
      <div className={styles.steps}>
        {all ? (
          <PlainTable
            caption="Your sessions"
            columns={columns}
            rows={all.map((session) => rowOf(session, end.isPending, end.mutate))}
          />
        ) : sessions.error ? (
          <Failed error={sessions.error} retry={() => void sessions.refetch()} />
        ) : (
          <Skeleton rows={2} label="Fetching your sessions" />
        )}
        <ActionForm
          action="End all others"
          busy={endOthers.isPending}
          ready={all !== undefined && all.length > 1}
          error={endOthers.error ?? end.error}
          onSubmit={endOthers.mutate}
        />
      </div>
    </Dialog>
  );
}

function rowOf(session: OwnSession, busy: boolean, end: (id: string) => void): PlainRow {
  const browser = shownName(browserName(session.user_agent));
  return {
    key: session.id,
    cells: [
      <bdi key="browser" title={shownName(session.user_agent ?? '')}>
        {browser}
      </bdi>,
      session.address ?? 'unknown',
      <At key="began" time={session.began_at} />,
      <Ago key="seen" time={session.seen_at} />,
      session.current ? (
        'this one'
      ) : (
        <Button
          key="end"
          disabled={busy}
          aria-label={`End the session of ${browser} from ${session.address ?? 'unknown'}`}
          onClick={() => {
            end(session.id);
          }}
        >
          End
        </Button>
      ),
    ],
  };
}
