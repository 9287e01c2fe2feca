import { setOrDrop } from '../../lib/address';
import { utcTime } from '../../lib/time';

export const newest = 'newest';

/** Which list of processes is shown: the newest, or that of a point in time (epoch ms). */
export type Moment = typeof newest | number;

const parameter = 'behind';

/** Reads it from an address; null where none is shown. */
export function readMoment(parameters: URLSearchParams): Moment | null {
  const text = parameters.get(parameter);
  if (text === null) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? newest : at;
}

export function writeMoment(parameters: URLSearchParams, moment: Moment | null): void {
  setOrDrop(parameters, parameter, typeof moment === 'number' ? utcTime(moment) : (moment ?? ''));
}
