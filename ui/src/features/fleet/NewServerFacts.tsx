import type { NewServer } from '../../api/admin';
import { CopyText } from '../../components/CopyText';
import styles from './fleet.module.css';

/** What the agent of a new server is started with. */
export function NewServerFacts({ server }: { server: NewServer }) {
  const address = window.location.origin;
  return (
    <div className={styles.facts}>
      <CopyText label="Agent token" text={server.agent_token} />
      <CopyText label="Server id" text={server.id} />
      <CopyText label="Address" text={address} />
    </div>
  );
}
