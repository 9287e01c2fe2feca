import type { Coarser } from '../api/schema';
import { duration } from '../lib/format';
import { At } from './At';

/** Says, where it is so, that an answer is made of longer steps, and since when of shorter ones. */
export function CoarserNote({ coarser }: { coarser: Coarser }) {
  if (coarser === null) return null;
  return (
    <>
      {' '}
      · to whole steps of {duration(coarser.step_seconds)}: finer figures are kept since{' '}
      <At time={coarser.finer_since} />
    </>
  );
}
