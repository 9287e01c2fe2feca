import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { PickList } from '../../components/PickList';
import type { Address } from '../../lib/address';
import { askedWord } from '../../lib/search';
import { serverName } from '../../lib/serverName';
import { shownName } from '../../lib/shownName';
import { useSettled } from '../../lib/useSettled';
import styles from './compare.module.css';
import { linesOf, toggleLine } from './useCompared';

/** With a name, that process is looked for on servers; otherwise processes of a server. */
export interface Adding {
  serverId?: string | undefined;
  name?: string;
}

interface Props {
  adding: Adding;
  address: Address;
  onClose: () => void;
}

/** Chooses what else to compare; stays open for several choices. */
export function AddLineDialog({ adding, address, onClose }: Props) {
  const [serverId, setServerId] = useState(adding.serverId);
  const servers = useQuery(queries.servers()).data?.servers ?? [];
  const chosen = linesOf(address);
  const { name } = adding;
  const server = servers.find(({ id }) => id === serverId);

  if (name === undefined && serverId !== undefined) {
    return (
      <Dialog title="Add processes" open onClose={onClose}>
        <p className={styles.where}>
          <span>
            of <bdi>{server ? serverName(server) : serverId}</bdi>
          </span>
          <Button
            look="quiet"
            onClick={() => {
              setServerId(undefined);
            }}
          >
            Another server
          </Button>
        </p>
        <ProcessPicks serverId={serverId} address={address} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={
        name === undefined ? 'Add processes of a server' : `Add ${shownName(name)} of other servers`
      }
      open
      onClose={onClose}
    >
      <PickList
        label="Search servers"
        picks={servers.map((each) => ({
          id: each.id,
          text: serverName(each),
          chosen: chosen.some((line) => line.serverId === each.id && line.name === name),
        }))}
        onPick={(id) => {
          if (name === undefined) setServerId(id);
          else toggleLine(address, { serverId: id, name });
        }}
      />
    </Dialog>
  );
}

function ProcessPicks({ serverId, address }: { serverId: string; address: Address }) {
  const [search, setSearch] = useState('');
  const top = useQuery({
    ...queries.top(serverId, address.metric, 100, address.range, useSettled(askedWord(search))),
    placeholderData: keepPreviousData,
  });
  const chosen = linesOf(address);
  return (
    <PickList
      label="Search processes"
      picks={(top.data?.processes ?? []).map(({ name }) => ({
        id: name,
        text: shownName(name),
        chosen: chosen.some((line) => line.serverId === serverId && line.name === name),
      }))}
      onSearch={setSearch}
      onPick={(name) => {
        toggleLine(address, { serverId, name });
      }}
    />
  );
}
