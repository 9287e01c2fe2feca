import { Copy, X } from 'lucide-react';
import { Link } from 'wouter';
import type { Metric, ProcessHistory } from '../../api/schema';
import { Button } from '../../components/Button';
import { PlainTable, type PlainColumn } from '../../components/PlainTable';
import { known, Value } from '../../components/Value';
import { addresses, writeLine, type Address } from '../../lib/address';
import { shownName } from '../../lib/shownName';
import { scales } from '../process/plots';
import styles from './compare.module.css';
import { lineColour, type Compared } from './comparePlot';
import { toggleLine } from './useCompared';

const columns: PlainColumn[] = [
  { heading: 'Process' },
  { heading: 'Server' },
  { heading: 'Latest', end: true },
  { heading: 'Average', end: true },
  { heading: 'Highest', end: true, wide: true },
  { heading: 'Change', end: true },
];

interface Props {
  compared: Compared[];
  errors: (Error | null)[];
  nameOf: (serverId: string) => string;
  address: Address;
  /** Asks for the same process on other servers. */
  onElsewhere: (name: string) => void;
}

/** Which line is which, with its figures of the range. */
export function LineTable({ compared, errors, nameOf, address, onElsewhere }: Props) {
  const { metric, range } = address;
  const rows = compared.map((line) => {
    const { index, name, serverId, history } = line;
    const server = nameOf(serverId);
    const { latest, average, highest } = figuresOf(history, metric);
    const why = errors[index]?.message ?? 'there is no sample in this range';
    const format = scales[metric].format;
    return {
      key: writeLine(line),
      cells: [
        <LineName
          key="name"
          name={name}
          index={index}
          href={addresses.process(serverId, name, range)}
        />,
        <Link key="server" className={styles.link} href={addresses.server(serverId, range)}>
          <bdi>{server}</bdi>
        </Link>,
        <Value key="latest" of={known(latest, format)} why={why} />,
        <Value key="average" of={known(average, format)} why={why} />,
        <Value key="highest" of={known(highest, format)} why={why} />,
        <span key="actions">
          <Button
            look="quiet"
            aria-label={`Add ${shownName(name)} of other servers`}
            title="The same process on other servers"
            onClick={() => {
              onElsewhere(name);
            }}
          >
            <Copy size={14} aria-hidden="true" />
          </Button>
          <Button
            look="quiet"
            aria-label={`Remove ${shownName(name)} of ${server}`}
            onClick={() => {
              toggleLine(address, line);
            }}
          >
            <X size={15} aria-hidden="true" />
          </Button>
        </span>,
      ],
    };
  });
  return <PlainTable caption="Compared processes" columns={columns} rows={rows} />;
}

function LineName({ name, index, href }: { name: string; index: number; href: string }) {
  return (
    <Link className={styles.link} href={href}>
      <span
        className={styles.swatch}
        style={{ background: `var(${lineColour(index)})` }}
        aria-hidden="true"
      />
      <bdi>{shownName(name)}</bdi>
    </Link>
  );
}

function figuresOf(history: ProcessHistory | undefined, metric: Metric) {
  const of = history?.process;
  return metric === 'cpu'
    ? { latest: of?.cpu_percent, average: of?.avg_cpu_percent, highest: of?.max_cpu_percent }
    : { latest: of?.memory_mb, average: of?.avg_memory_mb, highest: of?.peak_memory_mb };
}
