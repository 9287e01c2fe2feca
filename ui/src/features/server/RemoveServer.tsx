import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { navigate } from 'wouter/use-browser-location';
import type { ServerDetail } from '../../api/schema';
import { forgetServer, serverCalls, serversChanged } from '../../api/serverLife';
import { DialogButton } from '../../components/DialogButton';
import { addresses } from '../../lib/address';
import { serverName } from '../../lib/serverName';
import { NamedServerDialog } from './NamedServerDialog';

/** Removes the server with its history, once its name was typed. */
export const RemoveServer = ({ server }: { server: ServerDetail }) => (
  <DialogButton dialog={(close) => <RemoveDialog server={server} onClose={close} />}>
    <Trash2 size={15} aria-hidden="true" /> Remove
  </DialogButton>
);

function RemoveDialog({ server, onClose }: { server: ServerDetail; onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: serverCalls.remove,
    onSuccess: () => {
      forgetServer(client, server.id);
      navigate(addresses.fleet);
      void serversChanged(client);
    },
  });
  return (
    <NamedServerDialog
      server={server}
      title={`Remove ${serverName(server)}?`}
      description="Its history goes from every page and list, its agent is refused at once, and its name is free again. This cannot be undone. What was sampled stays in the event store until retention, where exports and proofs find it by the server’s id."
      action="Remove with its history"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => {
        remove.mutate(server.id);
      }}
      onClose={onClose}
    />
  );
}
