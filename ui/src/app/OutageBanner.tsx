import { useQueryClient } from '@tanstack/react-query';
import { lostSince } from '../api/refresh';
import { At } from '../components/At';
import { Banner } from '../components/Banner';
import { Button } from '../components/Button';
import { useStore } from '../lib/store';
import styles from './OutageBanner.module.css';

/** Tells that what is shown is old because NodePulse does not answer. */
export function OutageBanner() {
  const lost = useStore(lostSince);
  const client = useQueryClient();
  if (lost === null) return null;
  const tryNow = () => {
    void client.refetchQueries({ type: 'active' });
  };
  return (
    <div className={styles.place}>
      <Banner tone="bad" action={<Button onClick={tryNow}>Try now</Button>}>
        NodePulse has not answered since <At time={lost} />. What you see is from before that.
      </Banner>
    </div>
  );
}
