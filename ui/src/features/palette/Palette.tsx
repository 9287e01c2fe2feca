import { Command } from 'cmdk';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import list from '../../components/list.module.css';
import { cx } from '../../lib/cx';
import { matching } from '../../lib/search';
import type { Entry } from './entries';
import styles from './Palette.module.css';
import { useEntries } from './useEntries';

const groups = ['Pages', 'Servers', 'Processes', 'Metrics'] as const;
const perGroup = 12;

const textOf = ({ text, note }: Entry) => `${text} ${note ?? ''}`;

/** Jumps to a page, a server or a process by a few letters of its name. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [search, setSearch] = useState('');
  const [, navigate] = useLocation();
  const entries = useEntries(search);
  const found = useMemo(
    () =>
      groups.map((group) => ({
        group,
        entries: matching(
          entries.filter((entry) => entry.group === group),
          textOf,
          search,
          perGroup,
        ),
      })),
    [entries, search],
  );

  return (
    <Command.Dialog
      open
      onOpenChange={onClose}
      label="Jump to anything"
      shouldFilter={false}
      overlayClassName={styles.scrim ?? ''}
      contentClassName={styles.palette ?? ''}
    >
      <Command.Input
        value={search}
        onValueChange={setSearch}
        placeholder="Page, server or process"
        className={styles.input}
      />
      <Command.List className={cx(list.list, styles.list)} label="What was found">
        <Command.Empty className={list.empty}>Nothing is called like this.</Command.Empty>
        {found.map(
          ({ group, entries: some }) =>
            some.length > 0 && (
              <Command.Group key={group} heading={group} className={styles.group}>
                {some.map((entry) => (
                  <Command.Item
                    key={entry.id}
                    value={`${group} ${entry.id}`}
                    className={list.item}
                    onSelect={() => {
                      onClose();
                      navigate(entry.href);
                    }}
                  >
                    <bdi>{entry.text}</bdi>
                    {entry.note && <bdi className={list.note}>{entry.note}</bdi>}
                  </Command.Item>
                ))}
              </Command.Group>
            ),
        )}
      </Command.List>
    </Command.Dialog>
  );
}
