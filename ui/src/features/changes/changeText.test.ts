import { expect, test } from 'vitest';
import { change } from '../../testing/samples';
import { changeText } from './changeText';

test.each([
  [change('started'), 'started'],
  [change('ended', { memory_mb_before: 100 }), 'ended, with an RSS of 100.0 MiB'],
  [change('restarted'), 'restarted'],
  [change('count', { procs_before: 4, procs_after: 1200 }), '4 to 1,200 processes'],
  [change('memory', { memory_mb_before: 2048, memory_mb_after: 512 }), 'RSS 2.00 GiB to 512.0 MiB'],
  [
    change('restarted', { probably_out_of_memory: true }),
    'restarted; probably killed, as memory was out',
  ],
  [change('moved'), 'moved'],
])('%o reads as what became of it', (each, text) => {
  expect(changeText(each)).toBe(text);
});
