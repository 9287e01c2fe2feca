import type { ProcessChange } from '../../api/changes';
import { count, mebibytes, quantity } from '../../lib/format';

const number = (value: number | null): string => (value === null ? '?' : quantity(count(value)));
const memory = (value: number | null): string =>
  value === null ? '?' : quantity(mebibytes(value));

const texts: Record<string, (change: ProcessChange) => string> = {
  started: () => 'started',
  ended: ({ memory_mb_before }) => `ended, with an RSS of ${memory(memory_mb_before)}`,
  restarted: () => 'restarted',
  count: ({ procs_before, procs_after }) =>
    `${number(procs_before)} to ${number(procs_after)} processes`,
  memory: ({ memory_mb_before, memory_mb_after }) =>
    `RSS ${memory(memory_mb_before)} to ${memory(memory_mb_after)}`,
};

/** What became of a process; a kind that this page does not know by its own word. */
export function changeText(change: ProcessChange): string {
  const text = texts[change.kind]?.(change) ?? change.kind;
  return change.probably_out_of_memory ? `${text}; probably killed, as memory was out` : text;
}
