import type { ReactNode } from 'react';
import { useNow } from '../lib/clock';
import { duration } from '../lib/format';
import { localTime, utcTime } from '../lib/time';
import { Tip } from './Tip';

/** A point in time in the viewer's zone, in UTC on hover. */
export function At({ time }: { time: number }) {
  const now = useNow();
  return (
    <Tip text={utcTime(time)}>
      <time dateTime={utcTime(time)}>{localTime(time, now)}</time>
    </Tip>
  );
}

/** Says of what it stands around when it was so, on hover. */
export function TimeTip({ time, children }: { time: number; children: ReactNode }) {
  const now = useNow();
  return (
    <Tip text={`${localTime(time, now)} (${utcTime(time)})`}>
      <span>{children}</span>
    </Tip>
  );
}

/** How long ago a point in time was; the time itself on hover. */
export function Ago({ time }: { time: number }) {
  const now = useNow();
  const seconds = Math.max(0, Math.round((now - time) / 1000));
  return (
    <Tip text={`${localTime(time, now)} (${utcTime(time)})`}>
      <time dateTime={utcTime(time)}>{duration(seconds)} ago</time>
    </Tip>
  );
}
