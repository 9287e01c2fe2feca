import type { ServerState } from '../../api/schema';
import { Segmented } from '../../components/Segmented';
import { setOrDrop, type Address } from '../../lib/address';

export type StateChoice = 'all' | ServerState;

const options: { value: StateChoice; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'live', label: 'Live' },
  { value: 'stale', label: 'Stale' },
  { value: 'never_seen', label: 'Never seen' },
];

export const readState = (parameters: URLSearchParams): StateChoice =>
  options.find(({ value }) => value === parameters.get('state'))?.value ?? 'all';

/** Lists only the servers in one state. */
export function StateFilter({ address }: { address: Address }) {
  return (
    <Segmented
      label="State"
      options={options}
      value={readState(address.parameters)}
      onChange={(state) => {
        address.choose((parameters) => {
          setOrDrop(parameters, 'state', state, 'all');
        });
      }}
    />
  );
}
