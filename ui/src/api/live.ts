import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStore } from '../lib/store';
import { apiPath } from './client';
import { link, refreshing } from './refresh';

const reopenMs = 15_000;

/** Runs `action` at once when asked; asks that come within `gapMs` of a run are answered by one more. */
export function coalesce(action: () => void, gapMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const run = () => {
    again = false;
    action();
    timer = setTimeout(() => {
      timer = undefined;
      if (again) run();
    }, gapMs);
  };
  return {
    ask: () => {
      if (timer === undefined) run();
      else again = true;
    },
    stop: () => {
      clearTimeout(timer);
    },
  };
}

/**
 * Listens to an event stream until the returned function is called. The browser reconnects a stream
 * that broke; one that was refused is opened again here. What was missed meanwhile counts as a scrape.
 */
function listen(path: string, onScrape: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  const open = () => {
    source = new EventSource(path);
    source.onopen = () => {
      link.set('push');
      onScrape();
    };
    source.onerror = () => {
      link.set('poll');
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs);
    };
    source.addEventListener('scrape', onScrape);
    // A server was renamed, or removed.
    source.addEventListener('server', onScrape);
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
    link.set('poll');
  };
}

/**
 * While the calling page is shown and not paused, has the answers under `keys` fetched again whenever
 * the server (or any server, without an id) has been scraped. `gapMs` bounds how often. A hidden page
 * lets go of its connection: a browser has only six of them per host.
 */
export function useLiveScrapes(
  serverId: string | undefined,
  keys: QueryKey[],
  gapMs: number,
): void {
  const client = useQueryClient();
  const { paused } = useStore(refreshing);
  const wanted = JSON.stringify(keys);

  useEffect(() => {
    if (paused) return;
    const path =
      serverId === undefined ? apiPath(['live']) : apiPath(['servers', serverId, 'live']);
    const refresh = coalesce(() => {
      for (const queryKey of JSON.parse(wanted) as QueryKey[]) {
        void client.invalidateQueries({ queryKey });
      }
    }, gapMs);
    let close: (() => void) | undefined;
    const follow = () => {
      close?.();
      close = document.visibilityState === 'hidden' ? undefined : listen(path, refresh.ask);
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      refresh.stop();
      close?.();
    };
  }, [client, serverId, wanted, gapMs, paused]);
}
