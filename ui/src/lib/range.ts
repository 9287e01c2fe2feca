import { utcTime } from './time';

/** The window that a page looks at: the last hours up to now, or a fixed stretch (epoch ms). */
export type Range = { kind: 'last'; hours: number } | { kind: 'between'; from: number; to: number };

export const hour = 3_600_000;
/** A leap year. */
export const maxHours = 8_784;

export const presets: { label: string; name: string; hours: number }[] = [
  { label: '1 h', name: 'last hour', hours: 1 },
  { label: '6 h', name: 'last 6 hours', hours: 6 },
  { label: '24 h', name: 'last 24 hours', hours: 24 },
  { label: '7 d', name: 'last 7 days', hours: 168 },
  { label: '30 d', name: 'last 30 days', hours: 720 },
  { label: '1 y', name: 'last year', hours: 8_760 },
];

export const lastHour: Range & { kind: 'last' } = { kind: 'last', hours: 1 };

/** Reads a range from an address; anything unreadable is the last hour. */
export function readRange(address: URLSearchParams): Range {
  const from = Date.parse(address.get('from') ?? '');
  const to = Date.parse(address.get('to') ?? '');
  if (from < to) return { kind: 'between', from, to };
  const hours = Number(address.get('hours') ?? 1);
  return Number.isInteger(hours) && hours >= 1 && hours <= maxHours
    ? { kind: 'last', hours }
    : lastHour;
}

/** Whether an address says which range it means; otherwise the page chooses. */
export const hasRange = (address: URLSearchParams): boolean =>
  ['from', 'to', 'hours'].some((name) => address.has(name));

/** The hour that ends with a server's last scrape: there is nothing after it. */
export const hourUntil = (lastSeen: number): Range & { kind: 'between' } => ({
  kind: 'between',
  from: lastSeen + 1_000 - hour,
  to: lastSeen + 1_000,
});

/** Writes a range into an address; the last hour, being the default, leaves no trace. */
export function writeRange(address: URLSearchParams, range: Range): void {
  for (const name of ['from', 'to', 'hours']) address.delete(name);
  if (range.kind === 'between') {
    address.set('from', utcTime(range.from));
    address.set('to', utcTime(range.to));
  } else if (range.hours !== lastHour.hours) {
    address.set('hours', String(range.hours));
  }
}

/** The query parameters of the API for this range. */
export const rangeQuery = (range: Range): Record<string, string> =>
  range.kind === 'last'
    ? { hours: String(range.hours) }
    : { from: utcTime(range.from), to: utcTime(range.to) };

/** Its bounds at the moment `now`. */
export const bounds = (range: Range, now: number): { from: number; to: number } =>
  range.kind === 'last'
    ? { from: now - range.hours * hour, to: now }
    : { from: range.from, to: range.to };

/** Whether new scrapes still change what this range shows. */
export const isMoving = (range: Range, now: number): boolean =>
  range.kind === 'last' || range.to > now;

/** Twice the window, as far as there is a present and a past to show. */
export function widened(from: number, to: number, now: number): Range {
  const length = Math.min(2 * (to - from), maxHours * hour);
  const end = Math.min(now, to + length / 4);
  return { kind: 'between', from: end - length, to: end };
}
