import { expect, test } from 'vitest';
import { figureParts, notKnown, partlyKnown, rankedBy } from './figureParts';
import { quantity } from './format';

const shown = (metric: Parameters<typeof figureParts>[0], value: number) =>
  figureParts(metric).map(({ label, format }) => `${label} ${quantity(format(value))}`);

test.each([
  ['read', 1_536, ['average 1.5 KiB/s', 'peak 1.5 KiB/s', 'total 1.5 KiB']],
  ['write', 0.2, ['average <1 B/s', 'peak <1 B/s', 'total 0 B']],
  ['io', 2_048, ['average 2.0 KiB/s', 'total 2.0 KiB']],
  ['faults', 0.126, ['average 0.13 /s', 'peak 0.13 /s', 'total 0.13']],
  ['switches', 1_234.5, ['average 1,235 /s', 'total 1,235']],
  ['fds', 12, ['latest 12', 'average 12', 'peak 12']],
  ['threads', 12.34, ['latest 12.3', 'average 12.3', 'peak 12.3']],
  ['swap', 1_048_576, ['latest 1.0 MiB', 'average 1.0 MiB', 'peak 1.0 MiB']],
  ['waiting', 0, ['latest 0', 'average 0', 'peak 0']],
] as const)('%s of %d is shown as %j', (metric, value, parts) => {
  expect(shown(metric, value)).toEqual(parts);
});

test.each([
  ['read', 1, undefined],
  ['read', 0.4, 'known 40 % of the time'],
  ['fds', 0.4, 'known in 40 % of its samples'],
  ['read', 0.999, 'known 99 % of the time'],
  ['read', 0.001, 'known less than 1 % of the time'],
] as const)('%s known for %d is said so', (metric, known, text) => {
  expect(partlyKnown(metric, known)).toBe(text);
});

test('what is not known says why: a rate also needs two scrapes', () => {
  expect(notKnown('fds')).toBe('not known: the agent may not read it');
  expect(notKnown('read')).toMatch(/^not known: the agent may not read it, or .* two scrapes/);
});

test.each([
  ['cpu', 'average CPU'],
  ['memory', 'average RSS'],
  ['read', 'disk read'],
  ['io', 'disk I/O'],
  ['fds', 'average open files'],
] as const)('by %s the list is of processes by %s', (metric, text) => {
  expect(rankedBy(metric)).toBe(text);
});
