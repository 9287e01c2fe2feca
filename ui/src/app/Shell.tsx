import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { refreshing } from '../api/refresh';
import { isLocked, useSession } from '../api/session';
import { useStore } from '../lib/store';
import { KeysDialog } from './KeysDialog';
import { useKeyMap } from './keyMap';
import { OutageBanner } from './OutageBanner';
import { closeShell, shell } from './shell';
import { TopBar } from './TopBar';
import { useKeys } from './useKeys';

const Palette = lazy(() => import('../features/palette/Palette'));

/** What stands around every page: the bar, the keys, and what they open. */
export function Shell() {
  const open = useStore(shell);
  const locked = isLocked(useSession());
  useKeys(useKeyMap(locked));
  const { paused } = useStore(refreshing);
  const client = useQueryClient();
  useEffect(() => {
    if (!paused) return;
    // What was missed during a pause shows at once when it ends.
    return () => void client.invalidateQueries();
  }, [paused, client]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (!locked) shell.set(shell.get() === 'palette' ? null : 'palette');
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [locked]);

  return (
    <>
      <TopBar locked={locked} />
      <OutageBanner />
      {open === 'keys' && <KeysDialog onClose={closeShell} />}
      {open === 'palette' && (
        <Suspense>
          <Palette onClose={closeShell} />
        </Suspense>
      )}
    </>
  );
}
