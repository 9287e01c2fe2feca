import { Dialog } from '../components/Dialog';
import { Kbd } from '../components/Kbd';
import { keyNames } from './keyMap';
import styles from './KeysDialog.module.css';

/** All keys of the page. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" open onClose={onClose}>
      <dl className={styles.keys}>
        {keyNames.map(({ keys, what }) => (
          <div key={keys} className={styles.line}>
            <dt>{what}</dt>
            <dd>
              <Kbd>{keys}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
