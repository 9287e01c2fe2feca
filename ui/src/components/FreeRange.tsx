import * as Popover from '@radix-ui/react-popover';
import { CalendarRange } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { bounds, type Range } from '../lib/range';
import { fromLocalInput, localTime, toLocalInput } from '../lib/time';
import { Button } from './Button';
import { Field } from './Field';
import styles from './FreeRange.module.css';

interface Props {
  range: Range;
  onChoose: (range: Range) => void;
}

/** Asks for any stretch of time, in the viewer's zone. */
export function FreeRange({ range, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button title="Free range">
          <span className="visually-hidden">Free range</span>
          <CalendarRange size={15} aria-hidden="true" />
          {range.kind === 'between' && <span>{rangeText(range)}</span>}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          aria-label="Free range"
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          <RangeForm
            range={range}
            onChoose={(chosen) => {
              setOpen(false);
              onChoose(chosen);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function RangeForm({ range, onChoose }: Props) {
  const [initial] = useState(() => bounds(range, Date.now()));
  const [from, setFrom] = useState(() => toLocalInput(initial.from));
  const [to, setTo] = useState(() => toLocalInput(initial.to));
  const ordered = fromLocalInput(from) < fromLocalInput(to);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (ordered) {
      onChoose({ kind: 'between', from: fromLocalInput(from), to: fromLocalInput(to) });
    }
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label="From"
        type="datetime-local"
        required
        value={from}
        onChange={(event) => {
          setFrom(event.target.value);
        }}
      />
      <Field
        label="To"
        type="datetime-local"
        required
        value={to}
        onChange={(event) => {
          setTo(event.target.value);
        }}
      />
      {!ordered && <p className={styles.wrong}>The end must be after the beginning.</p>}
      <Button type="submit" look="primary" disabled={!ordered}>
        Show
      </Button>
    </form>
  );
}

function rangeText({ from, to }: { from: number; to: number }): string {
  const now = Date.now();
  return `${localTime(from, now)} – ${localTime(to, now)}`;
}
