import type { NewServer } from '../../api/operator';
import { CopyText } from '../../components/CopyText';
import { installCommand } from './installCommand';
import styles from './fleet.module.css';

/** What the agent of a new server is started with. */
export function NewServerFacts({ server }: { server: NewServer }) {
  return (
    <div className={styles.facts}>
      <CopyText label="Agent token" text={server.agent_token} />
      <CopyText
        label="Command, where the agent is to run"
        text={installCommand(server, window.location)}
      />
    </div>
  );
}
