import { expect, test } from 'vitest';
import {
  amount,
  bytes,
  bytesPerSecond,
  count,
  decimal,
  duration,
  mebibytes,
  percent,
  perSecond,
  quantity,
} from './format';

test.each([
  [percent(0), '0.0 %'],
  [percent(0.01), '<0.1 %'],
  [percent(42.149), '42.1 %'],
  [percent(1_234.5), '1,234.5 %'],
  [count(2_000), '2,000'],
  [decimal(0.126), '0.13'],
  [bytes(0), '0 B'],
  [bytes(1_023), '1,023 B'],
  [bytes(1_024), '1.0 KiB'],
  [bytes(512_000_000), '488.3 MiB'],
  [bytes(1_048_524_000), '1,000.0 MiB'],
  [bytes(1_073_741_823), '1.00 GiB'],
  [mebibytes(488.3), '488.3 MiB'],
  [mebibytes(25_600), '25.00 GiB'],
  [bytesPerSecond(2_048), '2.0 KiB/s'],
  [bytesPerSecond(0), '0 B/s'],
  [bytesPerSecond(0.3), '<1 B/s'],
  [amount(0), '0'],
  [amount(0.004), '<0.01'],
  [amount(7), '7'],
  [amount(7.5), '7.50'],
  [amount(9.996), '10.0'],
  [amount(99.97), '100'],
  [amount(1_234.5), '1,235'],
  [perSecond(0.126), '0.13 /s'],
])('%o reads %s', (given, text) => {
  expect(quantity(given)).toBe(text);
});

test.each([
  [-3, '0 s'],
  [0, '0 s'],
  [59.4, '59 s'],
  [60, '1 min'],
  [125, '2 min 5 s'],
  [3_600, '1 h'],
  [90_061, '1 d 1 h'],
  [86_405, '1 d'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
