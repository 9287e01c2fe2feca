import { groupingRow, type Grouping } from '../api/groupings';
import { writeGrouping, type Address } from '../lib/address';
import { Segmented } from './Segmented';

interface Props {
  address: Address;
  available: Grouping[];
}

/** Groups processes by name, unit or slice, where the server has more than names. */
export function GroupingChooser({ address, available }: Props) {
  if (available.length < 2) return null;
  return (
    <Segmented
      label="Group by"
      options={available.map((by) => ({ value: by, label: groupingRow(by).many }))}
      value={address.by}
      onChange={(by) => {
        address.choose((parameters) => {
          writeGrouping(parameters, by);
        });
      }}
    />
  );
}
