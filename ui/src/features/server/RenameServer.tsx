import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import type { ServerDetail } from '../../api/schema';
import { serverCalls, serversChanged } from '../../api/serverLife';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { DialogButton } from '../../components/DialogButton';
import { NameField } from '../../components/NameField';

/** Gives the server another name. */
export const RenameServer = ({ server }: { server: ServerDetail }) => (
  <DialogButton dialog={(close) => <RenameDialog server={server} onClose={close} />}>
    <Pencil size={15} aria-hidden="true" /> Rename
  </DialogButton>
);

function RenameDialog({ server, onClose }: { server: ServerDetail; onClose: () => void }) {
  const [name, setName] = useState(server.name ?? '');
  const client = useQueryClient();
  const rename = useMutation({
    mutationFn: serverCalls.rename,
    onSuccess: async () => {
      await serversChanged(client);
      onClose();
    },
  });
  const isTaken = rename.error instanceof ApiError && rename.error.failure === 'refused';
  const submit = (allowSame: boolean) => {
    rename.mutate({ id: server.id, name, allowSame });
  };
  return (
    <Dialog
      title="Rename the server"
      description="Its id, its agent and its history stay as they are."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Rename"
        busy={rename.isPending}
        error={rename.error}
        onSubmit={() => {
          submit(false);
        }}
      >
        <NameField
          autoComplete="off"
          maxLength={253}
          value={name}
          onChange={(typed) => {
            setName(typed);
            rename.reset();
          }}
        />
      </ActionForm>
      {isTaken && (
        <ActionForm
          action="Use this name all the same"
          busy={rename.isPending}
          error={null}
          onSubmit={() => {
            submit(true);
          }}
        />
      )}
    </Dialog>
  );
}
