import { useEffect } from 'react';

const rowSteps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
const chordMs = 1_200;

/** What each key does; two keys pressed one after the other are written "g f". */
export type Keys = Record<string, () => void>;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

/** Moves the focus among the row links of the page; j and k also start it. */
function moveAmongRows(event: KeyboardEvent): boolean {
  const step = rowSteps[event.key];
  if (step === undefined) return false;
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const isArrow = event.key.startsWith('Arrow');
  const next = at < 0 ? (isArrow ? undefined : links[0]) : links[at + step];
  next?.focus();
  return next !== undefined;
}

/** The keys that work everywhere on the page, except while something is typed or a dialog is open. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    let first: { key: string; at: number } | undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('[role=dialog], [role=menu]')) return;
      const chord =
        first && event.timeStamp - first.at < chordMs ? `${first.key} ${event.key}` : event.key;
      first = { key: event.key, at: event.timeStamp };
      const action = keys[chord] ?? keys[event.key];
      if (action) action();
      else if (!moveAmongRows(event)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [keys]);
}
