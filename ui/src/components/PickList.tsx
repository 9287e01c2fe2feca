import { Command } from 'cmdk';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { cx } from '../lib/cx';
import { matching } from '../lib/search';
import field from './Field.module.css';
import list from './list.module.css';
import styles from './PickList.module.css';

export interface Pick {
  id: string;
  text: string;
  chosen: boolean;
}

interface Props {
  label: string;
  picks: Pick[];
  onPick: (id: string) => void;
  /** Told what is typed, where there may be more to pick from than was given. */
  onSearch?: (text: string) => void;
}

const most = 50;

/** A searchable list to choose from with the keyboard or the pointer. */
export function PickList({ label, picks, onPick, onSearch }: Props) {
  const [search, setSearch] = useState('');
  return (
    <Command shouldFilter={false} label={label} className={styles.picks}>
      <Command.Input
        className={cx(field.input, styles.input)}
        value={search}
        onValueChange={(text) => {
          setSearch(text);
          onSearch?.(text);
        }}
        placeholder={label}
      />
      <Command.List className={list.list} label={label}>
        <Command.Empty className={list.empty}>Nothing is called like this.</Command.Empty>
        {matching(picks, ({ text }) => text, search, most).map(({ id, text, chosen }) => (
          <Command.Item
            key={id}
            value={id}
            className={list.item}
            onSelect={() => {
              onPick(id);
            }}
          >
            <bdi>{text}</bdi>
            {chosen && <Check size={15} aria-label="chosen" />}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
