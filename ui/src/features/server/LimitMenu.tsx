import { Rows3 } from 'lucide-react';
import { Button } from '../../components/Button';
import { ChoiceMenu } from '../../components/Menu';
import { setOrDrop, type Address } from '../../lib/address';

const limits = [10, 25, 100];
const usual = 10;

export function readLimit(parameters: URLSearchParams): number {
  const limit = Number(parameters.get('limit'));
  return limits.includes(limit) ? limit : usual;
}

/** How many processes are listed. */
export function LimitMenu({ address }: { address: Address }) {
  const limit = readLimit(address.parameters);
  return (
    <ChoiceMenu
      label="How many processes"
      options={limits.map((each) => ({ value: String(each), label: `Top ${each}` }))}
      value={String(limit)}
      onChange={(chosen) => {
        address.choose((parameters) => {
          setOrDrop(parameters, 'limit', chosen, String(usual));
        });
      }}
      trigger={
        <Button aria-label={`How many processes: ${limit}`}>
          <Rows3 size={15} aria-hidden="true" /> {limit}
        </Button>
      }
    />
  );
}
