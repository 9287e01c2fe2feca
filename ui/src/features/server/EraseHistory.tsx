import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Eraser } from 'lucide-react';
import type { ServerDetail } from '../../api/schema';
import { historyChanged, serverCalls } from '../../api/serverLife';
import { DialogButton } from '../../components/DialogButton';
import { serverName } from '../../lib/serverName';
import { NamedServerDialog } from './NamedServerDialog';

/** Erases what was sampled on the server until now, once its name was typed. */
export const EraseHistory = ({ server }: { server: ServerDetail }) => (
  <DialogButton dialog={(close) => <EraseDialog server={server} onClose={close} />}>
    <Eraser size={15} aria-hidden="true" /> Erase history
  </DialogButton>
);

function EraseDialog({ server, onClose }: { server: ServerDetail; onClose: () => void }) {
  const client = useQueryClient();
  const erase = useMutation({
    mutationFn: serverCalls.eraseHistory,
    onSuccess: () => {
      onClose();
      void historyChanged(client);
    },
  });
  return (
    <NamedServerDialog
      server={server}
      title={`Erase the history of ${serverName(server)}?`}
      description="What was sampled on it until now goes for good: from every page, export and proof at once, from the files of the history some minutes later. Backups and exported files keep what they have. The server stays, and what is sampled from now on is kept. The proofs of everything else hold, and a verification names who erased it and when."
      action="Erase its history"
      busy={erase.isPending}
      error={erase.error}
      onConfirm={() => {
        erase.mutate(server.id);
      }}
      onClose={onClose}
    />
  );
}
