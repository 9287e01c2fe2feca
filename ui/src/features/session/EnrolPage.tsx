import { useQueryClient } from '@tanstack/react-query';
import { noPasskeys } from '../../api/passkeys';
import { sessionQuery, useSession } from '../../api/session';
import { Page } from '../../components/Page';
import { Panel } from '../../components/Panel';
import { AddPasskey } from './AddPasskey';
import { Enrolment } from './Enrolment';
import styles from './session.module.css';

/** In place of every page, for who has to have a second factor and has none. */
export default function EnrolPage() {
  const client = useQueryClient();
  const none = noPasskeys(useSession());
  const goOn = () => {
    void client.refetchQueries(sessionQuery);
  };
  return (
    <Page title="Second factor">
      <div className={styles.card}>
        <Panel title="Set up a second factor">
          <div className={styles.parts}>
            <p role="status">
              Your role signs in with a code beside the password, or with a passkey. Set one of them
              up to go on.
            </p>
            <Enrolment onDone={goOn} />
          </div>
        </Panel>
        {none === null && (
          <Panel title="Or a passkey">
            <div className={styles.parts}>
              <AddPasskey onDone={goOn} />
            </div>
          </Panel>
        )}
      </div>
    </Page>
  );
}
