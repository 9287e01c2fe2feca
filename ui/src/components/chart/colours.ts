import { useSyncExternalStore } from 'react';
import { theme } from '../../lib/theme';

/** The colour that a name of the theme stands for now, as a canvas takes it. */
export function colourOf(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  const forget = theme.subscribe(listener);
  darkSystem.addEventListener('change', listener);
  return () => {
    forget();
    darkSystem.removeEventListener('change', listener);
  };
}

/** Changes whenever the colours do: what is drawn on a canvas must be drawn again then. */
export const useColours = (): string =>
  useSyncExternalStore(subscribe, () => `${theme.get()} ${darkSystem.matches ? 'dark' : 'light'}`);
