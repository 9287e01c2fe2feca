import { createStore } from '../lib/store';

/** Which of the frame's own dialogs is open. */
export const shell = createStore<'palette' | 'keys' | null>(null);

export const closeShell = () => {
  shell.set(null);
};
