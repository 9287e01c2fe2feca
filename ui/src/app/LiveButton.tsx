import { Pause, Play } from 'lucide-react';
import { link, lostSince, refreshing, togglePause } from '../api/refresh';
import { Button } from '../components/Button';
import { Tip } from '../components/Tip';
import { cx } from '../lib/cx';
import { useStore } from '../lib/store';
import styles from './LiveButton.module.css';

const texts = {
  paused: { word: 'Paused', tip: 'Nothing changes until you go on (p)' },
  lost: { word: 'No answer', tip: 'NodePulse does not answer; asking every 15 s' },
  push: { word: 'Live', tip: 'Each new scrape shows at once. Press to pause (p)' },
  poll: { word: '15 s', tip: 'No live connection; asking every 15 s. Press to pause (p)' },
};

/** How fresh figures come in; pressing it pauses the page and lets it go on. */
export function LiveButton() {
  const { paused } = useStore(refreshing);
  const how = useStore(link);
  const lost = useStore(lostSince) !== null;
  const state = paused ? 'paused' : lost ? 'lost' : how;
  const Icon = paused ? Play : Pause;
  return (
    <Tip text={texts[state].tip}>
      <Button aria-pressed={paused} onClick={togglePause} className={cx(styles[state])}>
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.word}>{texts[state].word}</span>
        <Icon size={13} aria-hidden="true" className={styles.icon} />
        <span className="visually-hidden">{paused ? 'Go on' : 'Pause'}</span>
      </Button>
    </Tip>
  );
}
