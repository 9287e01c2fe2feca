import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useMemo, useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import { queries } from '../../api/queries';
import { useMay } from '../../api/session';
import list from '../../components/list.module.css';
import { cx } from '../../lib/cx';
import { lastHour } from '../../lib/range';
import { matching } from '../../lib/search';
import {
  administration,
  heaviestEntries,
  pages,
  processEntries,
  serverEntries,
  type Entry,
} from './entries';
import styles from './Palette.module.css';

const groups = ['Pages', 'Servers', 'Processes'] as const;
const perGroup = 12;

const textOf = ({ text, note }: Entry) => `${text} ${note ?? ''}`;

/** Jumps to a page, a server or a process by a few letters of its name. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [search, setSearch] = useState('');
  const [, navigate] = useLocation();
  const entries = useEntries();
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

/** Everything that can be jumped to from where the reader is. */
function useEntries() {
  const [, route] = useRoute('/servers/:id/*?');
  const id = route?.id;
  const servers = useQuery(queries.servers());
  const mayAdminister = useMay('admin');
  const top = useQuery({ ...queries.top(id ?? '', 'cpu', 100, lastHour), enabled: !!id });
  return useMemo(() => {
    const all = servers.data?.servers ?? [];
    const processes =
      id && top.data ? processEntries(id, top.data.processes) : heaviestEntries(all);
    return [
      ...pages,
      ...(mayAdminister ? [administration] : []),
      ...serverEntries(all),
      ...processes,
    ];
  }, [servers.data, top.data, id, mayAdminister]);
}
