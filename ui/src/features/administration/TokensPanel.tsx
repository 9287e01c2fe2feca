import { useQuery } from '@tanstack/react-query';
import { ArrowRightLeft, Ban, Plus } from 'lucide-react';
import { useState } from 'react';
import { administrationQueries, type ApiToken } from '../../api/administration';
import { At } from '../../components/At';
import { Button } from '../../components/Button';
import { Failed } from '../../components/Failed';
import { IconButton } from '../../components/IconButton';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { PlainTable, type PlainColumn, type PlainRow } from '../../components/PlainTable';
import { Skeleton } from '../../components/Skeleton';
import { scopeText } from '../../lib/scopeText';
import { shownName } from '../../lib/shownName';
import { actorText } from './acts';
import { HandOverToken } from './HandOverToken';
import { IssueToken } from './IssueToken';
import { RevokeToken } from './RevokeToken';
import styles from './administration.module.css';

const columns: PlainColumn[] = [
  { heading: 'Name' },
  { heading: 'Role' },
  { heading: 'Servers' },
  { heading: 'Issued', wide: true },
  { heading: 'Issued by' },
  { heading: 'Valid until' },
  { heading: 'Actions', end: true, plain: true },
];

const dialogs = { handOver: HandOverToken, revoke: RevokeToken };
type Act = keyof typeof dialogs;

/** What programs may call the API with. */
export function TokensPanel() {
  const tokens = useQuery(administrationQueries.tokens);
  const [issuing, setIssuing] = useState(false);
  const [asked, setAsked] = useState<{ act: Act; token: ApiToken } | null>(null);
  const AskedDialog = asked && dialogs[asked.act];
  const close = () => {
    setIssuing(false);
    setAsked(null);
  };
  const all = tokens.data?.tokens;
  return (
    <Panel
      title="API tokens"
      note="with which programs call the API"
      tools={
        <Button
          onClick={() => {
            setIssuing(true);
          }}
        >
          <Plus size={15} aria-hidden="true" /> Issue a token
        </Button>
      }
    >
      {all ? (
        all.length > 0 ? (
          <PlainTable
            caption="API tokens"
            columns={columns}
            rows={all.map((token) =>
              rowOf(token, (act) => {
                setAsked({ act, token });
              }),
            )}
          />
        ) : (
          <Notice title="No token yet">A program that calls the API needs one.</Notice>
        )
      ) : tokens.error ? (
        <Failed error={tokens.error} retry={() => void tokens.refetch()} />
      ) : (
        <Skeleton rows={3} label="Fetching the API tokens" />
      )}
      {issuing && <IssueToken onClose={close} />}
      {AskedDialog && <AskedDialog token={asked.token} onClose={close} />}
    </Panel>
  );
}

/** Whether it is over before its end where its issuer stays away. */
const lapses = (token: ApiToken) => token.lapses_at !== null && token.lapses_at < token.expires_at;

const rowOf = (token: ApiToken, ask: (act: Act) => void): PlainRow => ({
  key: token.id,
  cells: [
    <bdi key="name">{shownName(token.name)}</bdi>,
    token.role,
    scopeText(token.server_tags, token.all_servers),
    <At key="issued" time={token.issued_at} />,
    <bdi key="issuer">{actorText(token.issuer) ?? 'not known'}</bdi>,
    <span key="expires" className={token.expired ? styles.over : undefined}>
      <At time={Math.min(token.expires_at, token.lapses_at ?? Infinity)} />
      {token.expired && ' (over)'}
      {lapses(token) && ' unless its issuer signs in'}
    </span>,
    <span key="actions">
      <IconButton
        icon={ArrowRightLeft}
        label={`Hand ${shownName(token.name)} over`}
        onClick={() => {
          ask('handOver');
        }}
      />
      <IconButton
        icon={Ban}
        label={`Revoke ${shownName(token.name)}`}
        onClick={() => {
          ask('revoke');
        }}
      />
    </span>,
  ],
});
