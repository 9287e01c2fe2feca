/** Points in time are epoch milliseconds everywhere in the page; only this file turns them to text. */

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const yearToClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** In the viewer's zone; the day only where it is not today, the year where it is another. */
export function localTime(at: number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  if (date.getFullYear() !== today.getFullYear()) return yearToClock.format(date);
  return (sameDay(date, today) ? clock : dayAndClock).format(date);
}

/** RFC 3339 in UTC, to the second. */
export const utcTime = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

const pad = (value: number) => String(value).padStart(2, '0');

/** What an input of type datetime-local holds, in the viewer's zone. */
export function toLocalInput(at: number): string {
  const d = new Date(at);
  const day = `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}`;
  return `${day}T${pad(d.getHours())}:${pad(d.getMinutes())}`;
}

export const fromLocalInput = (text: string): number => new Date(text).getTime();

/** What an input of type date holds, in the viewer's zone. */
export const localDay = (at: number): string => toLocalInput(at).slice(0, 10);

/** The last second of such a day. */
export const endOfLocalDay = (day: string): number => new Date(`${day}T23:59:59`).getTime();
