import { bounds, isMoving, type Range } from '../lib/range';
import { createStore, useStore } from '../lib/store';

/** Whether figures keep coming in, and since when they do not. */
export interface Refreshing {
  paused: boolean;
  /** Epoch ms. */
  pausedAt: number | null;
}

export const refreshing = createStore<Refreshing>({ paused: false, pausedAt: null });

export function togglePause(): void {
  const paused = !refreshing.get().paused;
  refreshing.set({ paused, pausedAt: paused ? Date.now() : null });
}

/** How fresh figures come in: pushed by the server, or by asking. */
export const link = createStore<'push' | 'poll'>('poll');

/** Since when (epoch ms) no call has been answered; null while calls are answered. */
export const lostSince = createStore<number | null>(null);

const pollMs = 15_000;
/** With push in place, asking is only the safety net, and lets "stale since" appear. */
const safetyMs = 60_000;

/** How often a query that shows the present asks again, in ms; false while paused. */
export function useInterval(): number | false {
  const { paused } = useStore(refreshing);
  const how = useStore(link);
  const lost = useStore(lostSince) !== null;
  if (paused) return false;
  return how === 'push' && !lost ? safetyMs : pollMs;
}

/** The same for a query over a range: a long one changes little, a past one not at all. */
export function useHistoryInterval(range: Range): () => number | false {
  const { paused } = useStore(refreshing);
  return () => {
    if (paused || !isMoving(range, Date.now())) return false;
    const { from, to } = bounds(range, Date.now());
    return Math.max(pollMs, (to - from) / 1_000);
  };
}
