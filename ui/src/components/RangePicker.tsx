import { presets, writeRange, type Range } from '../lib/range';
import type { Address } from '../lib/address';
import { FreeRange } from './FreeRange';
import { Segmented } from './Segmented';

/** The window that the page shows: one of the usual ones, or any stretch of time. */
export function RangePicker({ address }: { address: Address }) {
  const { range } = address;
  const choose = (chosen: Range) => {
    address.choose((parameters) => {
      writeRange(parameters, chosen);
    });
  };
  return (
    <>
      <Segmented
        label="Range"
        options={presets.map(({ label, name, hours }) => ({ value: String(hours), label, name }))}
        value={range.kind === 'last' ? String(range.hours) : undefined}
        onChange={(hours) => {
          choose({ kind: 'last', hours: Number(hours) });
        }}
      />
      <FreeRange range={range} onChoose={choose} />
    </>
  );
}
