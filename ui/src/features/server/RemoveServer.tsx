import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import type { ServerDetail } from '../../api/schema';
import { forgetServer, serverCalls, serversChanged } from '../../api/serverLife';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { DialogButton } from '../../components/DialogButton';
import { NameField } from '../../components/NameField';
import { addresses } from '../../lib/address';
import { serverName } from '../../lib/serverName';

/** Removes the server with its history, once its name was typed. */
export const RemoveServer = ({ server }: { server: ServerDetail }) => (
  <DialogButton dialog={(close) => <RemoveDialog server={server} onClose={close} />}>
    <Trash2 size={15} aria-hidden="true" /> Remove
  </DialogButton>
);

function RemoveDialog({ server, onClose }: { server: ServerDetail; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const name = serverName(server);
  const remove = useMutation({
    mutationFn: serverCalls.remove,
    onSuccess: () => {
      forgetServer(client, server.id);
      navigate(addresses.fleet);
      void serversChanged(client);
    },
  });
  return (
    <Dialog
      title={`Remove ${name}?`}
      description="Its history goes from every page and list, its agent is refused at once, and its name is free again. This cannot be undone. What was sampled stays in the event store until retention, where exports and proofs find it by the server’s id."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Remove with its history"
        danger
        busy={remove.isPending}
        ready={typed.trim() === name}
        error={remove.error}
        onSubmit={() => {
          remove.mutate(server.id);
        }}
      >
        <NameField
          autoComplete="off"
          hint={`Type ${name} to confirm.`}
          value={typed}
          onChange={setTyped}
        />
      </ActionForm>
    </Dialog>
  );
}
