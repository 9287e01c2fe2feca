import { expect, test } from 'vitest';
import { mebibytes, percent } from '../../lib/format';
import { tickSteps, timeLabels, valueLabels, valueRange } from './axes';

const seconds = (text: string) => new Date(text).getTime() / 1000;

test('times say as much as their distance asks for', () => {
  const noon = seconds('2026-11-24T12:00:30');
  expect(timeLabels([noon], 10)).toEqual(['12:00:30']);
  expect(timeLabels([noon], 600)).toEqual(['12:00']);
  expect(timeLabels([noon], 86_400)).toEqual(['24 Nov']);
  expect(timeLabels([noon], 30 * 86_400)).toEqual(['Nov 2026']);
  expect(timeLabels([seconds('2026-11-25T00:00:00')], 3_600)).toEqual(['25 Nov']);
});

test('values carry their unit and no idle decimals', () => {
  expect(valueLabels([0, 50], { format: percent })).toEqual(['0 %', '50 %']);
  expect(valueLabels([512, 1536], { format: mebibytes })).toEqual(['512 MiB', '1.5 GiB']);
});

test('ticks of bytes are powers of two, counts are whole', () => {
  expect(tickSteps({ format: mebibytes, binary: true })).toContain(512);
  expect(Math.min(...tickSteps({ format: percent, whole: true }))).toBe(1);
});

test('the range starts at zero and is never empty', () => {
  expect(valueRange(100)).toEqual([0, 108]);
  expect(valueRange(0)).toEqual([0, 1]);
  expect(valueRange(null)).toEqual([0, 1]);
});
