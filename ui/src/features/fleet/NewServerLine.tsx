import { useQuery } from '@tanstack/react-query';
import type { Enrollment } from '../../api/operator';
import { queries } from '../../api/queries';
import { At } from '../../components/At';
import { ButtonLink } from '../../components/ButtonLink';
import { CopyText } from '../../components/CopyText';
import { Notice } from '../../components/Notice';
import { installLine, isLoopback } from './installLine';
import styles from './fleet.module.css';

const askMs = 2_000;

interface Props {
  enrollment: Enrollment;
  name: string;
  pin: string | null;
}

/** The line to run on the new server, and what has come of it so far. */
export function NewServerLine({ enrollment, name, pin }: Props) {
  const { token, server_id: id, expires_at: end } = enrollment;
  return (
    <div className={styles.facts}>
      <CopyText
        label="Line, as root on the new server"
        text={installLine({ token, name, pin }, window.location)}
      />
      <p>
        It works once, until <At time={end} />.
      </p>
      {isLoopback(window.location) && (
        <Notice tone="warn" title="Other machines do not reach this address">
          Start NodePulse with --listen, and open this page by the address that it prints.
        </Notice>
      )}
      <FirstScrape serverId={id} />
    </div>
  );
}

/** Asks until the server has been scraped; before it is registered it is not found. */
function FirstScrape({ serverId }: { serverId: string }) {
  const server = useQuery({
    ...queries.server(serverId),
    refetchInterval: ({ state }) => (state.data?.last_seen == null ? askMs : false),
  });
  const scraped = server.data?.last_seen != null;
  return (
    <>
      <p role="status">
        {scraped
          ? 'The first scrape arrived.'
          : server.data
            ? 'The server is registered. Waiting for its first scrape …'
            : 'Waiting for the server …'}
      </p>
      {scraped && <ButtonLink href={`/servers/${serverId}`}>Show the server</ButtonLink>}
    </>
  );
}
