import { Copy, X } from 'lucide-react';
import { Link } from 'wouter';
import type { ProcessHistory } from '../../api/schema';
import { Button } from '../../components/Button';
import { known, Value } from '../../components/Value';
import { addresses, type Address } from '../../lib/address';
import { scales } from '../process/plots';
import styles from './compare.module.css';
import { lineColour, type Compared } from './comparePlot';
import { toggleLine } from './useCompared';

interface Props {
  compared: Compared[];
  errors: (Error | null)[];
  nameOf: (serverId: string) => string;
  address: Address;
  /** Asks for the same process on other servers. */
  onElsewhere: (name: string) => void;
}

/** Which line is which, with its latest and highest value. */
export function LineTable({ compared, errors, nameOf, address, onElsewhere }: Props) {
  const { metric, range } = address;
  return (
    <table className={styles.lines}>
      <caption className="visually-hidden">Compared processes</caption>
      <thead>
        <tr>
          <th scope="col">Process</th>
          <th scope="col">Server</th>
          <th scope="col">Latest</th>
          <th scope="col">Highest mean</th>
          <th scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {compared.map((line) => {
          const { index, name, serverId, history } = line;
          const means = meansOf(history, metric);
          const why = errors[index]?.message ?? 'there is no sample in this range';
          const highest = means.length > 0 ? Math.max(...means) : null;
          return (
            <tr key={`${serverId}:${name}`}>
              <th scope="row">
                <span
                  className={styles.swatch}
                  style={{ background: `var(${lineColour(index)})` }}
                  aria-hidden="true"
                />
                <Link href={addresses.process(serverId, name, range)}>
                  <bdi>{name}</bdi>
                </Link>
              </th>
              <td>
                <Link href={addresses.server(serverId, range)}>
                  <bdi>{nameOf(serverId)}</bdi>
                </Link>
              </td>
              <td>
                <Value of={known(means.at(-1), scales[metric].format)} why={why} />
              </td>
              <td>
                <Value of={known(highest, scales[metric].format)} why={why} />
              </td>
              <td>
                <Button
                  look="quiet"
                  aria-label={`Add ${name} of other servers`}
                  title="The same process on other servers"
                  onClick={() => {
                    onElsewhere(name);
                  }}
                >
                  <Copy size={14} aria-hidden="true" />
                </Button>
                <Button
                  look="quiet"
                  aria-label={`Remove ${name} of ${nameOf(serverId)}`}
                  onClick={() => {
                    toggleLine(address, line);
                  }}
                >
                  <X size={15} aria-hidden="true" />
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const meansOf = (history: ProcessHistory | undefined, metric: 'cpu' | 'memory'): number[] =>
  (history?.points ?? []).flatMap((point) => {
    const spread = metric === 'cpu' ? point.cpu_percent : point.memory_mb;
    return spread ? [spread.avg] : [];
  });
