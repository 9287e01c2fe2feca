import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { metricRows } from '../api/metrics';
import { togglePause } from '../api/refresh';
import { useMay } from '../api/session';
import { addresses, useAddress, writeMetric } from '../lib/address';
import { inSentence } from '../lib/format';
import { presets, writeRange } from '../lib/range';
import { shell } from './shell';
import type { Keys } from './useKeys';

/** What the keys do, for the reader. */
export const keyNames: { keys: string; what: string }[] = [
  { keys: '/', what: 'Search on this page' },
  { keys: 'Ctrl K', what: 'Jump to anything' },
  { keys: 'p', what: 'Pause and go on' },
  ...metricRows.flatMap(({ key, label }) =>
    key === undefined ? [] : [{ keys: key, what: `Rank by ${inSentence(label)}` }],
  ),
  { keys: '1 … 6', what: 'Last hour, 6 h, 24 h, 7 d, 30 d, year' },
  { keys: 'g f', what: 'Go to the fleet' },
  { keys: 'g c', what: 'Go to compare' },
  { keys: 'g s', what: 'Go to system' },
  { keys: 'g a', what: 'Go to administration' },
  { keys: 'j  k  ↓  ↑', what: 'Next and previous row' },
  { keys: 'Enter', what: 'Open the row' },
  { keys: '?', what: 'These keys' },
];

/** The pages that do not show a range of time. */
const unranged: string[] = [addresses.fleet, addresses.system, addresses.administration];
const noKeys: Keys = {};

/** The actions of the keys, for the page that is open; none while nobody may read. */
export function useKeyMap(locked: boolean): Keys {
  const [location, navigate] = useLocation();
  const ranged = !unranged.includes(location);
  const mayAdminister = useMay('admin');
  const address = useAddress();
  return useMemo(() => {
    if (locked) return noKeys;
    const keys: Keys = {
      '/': () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
      '?': () => {
        shell.set('keys');
      },
      p: togglePause,
      'g f': () => {
        navigate(addresses.fleet);
      },
      'g c': () => {
        navigate(addresses.compare());
      },
      'g s': () => {
        navigate(addresses.system);
      },
    };
    if (mayAdminister) {
      keys['g a'] = () => {
        navigate(addresses.administration);
      };
    }
    if (!ranged) return keys;
    for (const { key, metric } of metricRows) {
      if (key === undefined) continue;
      keys[key] = () => {
        address.choose((parameters) => {
          writeMetric(parameters, metric);
        });
      };
    }
    presets.forEach(({ hours }, index) => {
      keys[String(index + 1)] = () => {
        address.choose((parameters) => {
          writeRange(parameters, { kind: 'last', hours });
        });
      };
    });
    return keys;
  }, [address, navigate, ranged, locked, mayAdminister]);
}
