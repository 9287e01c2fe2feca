import { useQueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session';
import { Page } from '../../components/Page';
import { Panel } from '../../components/Panel';
import { Enrolment } from './Enrolment';
import styles from './session.module.css';

/** In place of every page, for who has to have a second factor and has none. */
export default function EnrolPage() {
  const client = useQueryClient();
  return (
    <Page title="Second factor">
      <div className={styles.card}>
        <Panel title="Set up a second factor">
          <div className={styles.parts}>
            <p role="status">
              Your role signs in with a code beside the password. Set that up to go on.
            </p>
            <Enrolment
              onDone={() => {
                void client.refetchQueries(sessionQuery);
              }}
            />
          </div>
        </Panel>
      </div>
    </Page>
  );
}
