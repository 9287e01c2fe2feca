import { useSyncExternalStore } from 'react';

/** One ticker for every age on the page; it only runs while something shows an age. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    current = Date.now();
    timer = setInterval(() => {
      current = Date.now();
      listeners.forEach((each) => {
        each();
      });
    }, 1_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present in epoch ms, renewed each second. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => current);
