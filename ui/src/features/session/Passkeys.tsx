import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { askAnew } from '../../api/askAnew';
import { noPasskeys, passkeysQuery, type Passkey } from '../../api/passkeys';
import { sessionQuery, useSession } from '../../api/session';
import { Ago, At } from '../../components/At';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Failed } from '../../components/Failed';
import { PlainTable, type PlainColumn, type PlainRow } from '../../components/PlainTable';
import { Skeleton } from '../../components/Skeleton';
import { shownName } from '../../lib/shownName';
import { AddPasskey } from './AddPasskey';
import { RemovePasskey } from './RemovePasskey';
import styles from './session.module.css';

const columns: PlainColumn[] = [
  { heading: 'Passkey' },
  { heading: 'Works for', wide: true },
  { heading: 'Added', wide: true },
  { heading: 'Last used' },
  { heading: 'Actions', end: true, plain: true },
];

/** The own passkeys; somebody adds one, and removes what they have lost. */
export default function Passkeys({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const session = useSession();
  const passkeys = useQuery(passkeysQuery);
  const [leaving, setLeaving] = useState<Passkey | null>(null);
  const none = noPasskeys(session);
  const again = () => {
    setLeaving(null);
    void askAnew(client, { queryKey: passkeysQuery.queryKey });
    void askAnew(client, { queryKey: sessionQuery.queryKey });
  };
  const all = passkeys.data?.passkeys;
  return (
    <Dialog
      title="Your passkeys"
      description="A passkey signs you in without a password. With the first one your password alone lets you in no more, so have two, or codes as well. Your other sessions end with each change."
      open
      onClose={onClose}
    >
      <div className={styles.steps}>
        {leaving ? (
          <RemovePasskey
            passkey={leaving}
            onDone={again}
            onCancel={() => {
              setLeaving(null);
            }}
          />
        ) : (
          <>
            {passkeys.error && !all && (
              <Failed error={passkeys.error} retry={() => void passkeys.refetch()} />
            )}
            {passkeys.isPending && <Skeleton rows={2} label="Fetching your passkeys" />}
            {all && all.length > 0 && (
              <PlainTable
                caption="Your passkeys"
                columns={columns}
                rows={all.map((passkey) => rowOf(passkey, setLeaving))}
              />
            )}
            {none === null ? (
              <AddPasskey key={all?.length ?? 0} onDone={again} />
            ) : (
              <p role="status">{none}</p>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function rowOf(passkey: Passkey, leave: (passkey: Passkey) => void): PlainRow {
  const name = shownName(passkey.name);
  return {
    key: passkey.id,
    cells: [
      <bdi key="name">{name}</bdi>,
      passkey.host,
      <At key="added" time={passkey.enrolled_at} />,
      passkey.used_at === null ? 'unknown' : <Ago key="used" time={passkey.used_at} />,
      <Button
        key="remove"
        aria-label={`Remove the passkey ${name}`}
        onClick={() => {
          leave(passkey);
        }}
      >
        Remove
      </Button>,
    ],
  };
}
