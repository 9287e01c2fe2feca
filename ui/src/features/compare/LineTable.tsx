import { Copy, X } from 'lucide-react';
import { Link } from 'wouter';
import { Button } from '../../components/Button';
import { PlainTable, type PlainColumn } from '../../components/PlainTable';
import { known, Value } from '../../components/Value';
import { addresses, writeLine, type Address } from '../../lib/address';
import { shownName } from '../../lib/shownName';
import styles from './compare.module.css';
import { lineColour, type Compared } from './comparePlot';
import { butKnown, lineColumns, lineFigure, whyNone } from './lineFigures';
import { toggleLine } from './useCompared';

const named: PlainColumn[] = [{ heading: 'Process' }, { heading: 'Server' }];
const change: PlainColumn = { heading: 'Change', end: true };

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
  const figures = lineColumns(metric);
  const rows = compared.map((line) => {
    const { index, name, serverId, history } = line;
    const server = nameOf(serverId);
    const why = errors[index]?.message ?? whyNone(history, metric);
    const but = butKnown(history, metric);
    return {
      key: writeLine(line),
      cells: [
        <LineName
          key="name"
          name={name}
          index={index}
          href={addresses.process(serverId, name, range, metric)}
        />,
        <Link key="server" className={styles.link} href={addresses.server(serverId, range, metric)}>
          <bdi>{server}</bdi>
        </Link>,
        ...figures.map(({ part, format }) => (
          <Value
            key={part}
            of={known(lineFigure(history, metric, part), format)}
            why={why}
            but={but}
          />
        )),
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
  const columns = [
    ...named,
    ...figures.map(({ part, heading }) => ({ heading, end: true, wide: part === 'max' })),
    change,
  ];
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
