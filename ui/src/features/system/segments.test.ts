import { expect, test } from 'vitest';
import { segmentsNote } from './EventStorePanel';

const shard = {
  place: 's3://history/np/',
  files: 2,
  bytes: 500,
  events: 100,
  waiting: 0,
  stopped: null,
};

test.each([
  ['where they are', [shard, shard], null, '4 files, 5 B per event, in s3://history/np/'],
  ['an older server', [{ ...shard, place: null, events: 0 }], null, '2 files'],
  [
    'a bucket that is away',
    [shard, { ...shard, waiting: 3, stopped: 's3://history/np/: no answer' }],
    18_000,
    's3://history/np/: no answer; 3 wait; Valkey has room for 5 h at the rate of late',
  ],
  ['a room that is not known', [{ ...shard, stopped: 'no room on disk' }], null, 'no room on disk'],
])('the note of segments says %s', (_, made, room, note) => {
  expect(segmentsNote(made, room)).toBe(note);
});
