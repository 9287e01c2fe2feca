import { quantity } from '../../lib/format';
import type { Scale } from './plot';

const hourAndMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const toTheSecond = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });
const secondsOfMonth = 28 * 86_400;

const isMidnight = (date: Date) => date.getHours() === 0 && date.getMinutes() === 0;

/** What stands under the ticks of time, given in epoch seconds and `step` seconds apart. */
export function timeLabels(ticks: number[], step: number): string[] {
  return ticks.map((tick) => {
    const date = new Date(tick * 1000);
    if (step >= secondsOfMonth) return month.format(date);
    if (step >= 86_400 || isMidnight(date)) return day.format(date);
    return (step < 60 ? toTheSecond : hourAndMinute).format(date);
  });
}

/** What stands beside the ticks of a value, without decimals that say nothing. */
export function valueLabels(ticks: number[], { format }: Scale): string[] {
  return ticks.map((tick) => {
    const { text, unit } = format(tick);
    return quantity({ text: text.replace(/\.0+$|(\.\d*[1-9])0+$/, '$1'), unit });
  });
}

const powersOfTwo = Array.from({ length: 40 }, (_, power) => 2 ** (power - 10));
const powersOfTen = Array.from({ length: 30 }, (_, index) => {
  const size = [1, 2, 5][index % 3] ?? 1;
  return size * 10 ** (Math.floor(index / 3) - 3);
});

/** The distances that ticks of a value may have. */
export function tickSteps({ binary, whole }: Scale): number[] {
  if (binary) return powersOfTwo;
  return whole ? powersOfTen.filter((step) => step >= 1) : powersOfTen;
}

/** From zero to a little above the highest value, so that no line runs along the edge. */
export const valueRange = (highest: number | null): [number, number] => [
  0,
  highest !== null && highest > 0 ? highest * 1.08 : 1,
];
