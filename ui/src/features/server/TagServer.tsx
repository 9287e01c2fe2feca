import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Tag } from 'lucide-react';
import { useState } from 'react';
import type { ServerDetail } from '../../api/schema';
import { serverCalls, serversChanged } from '../../api/serverLife';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { DialogButton } from '../../components/DialogButton';
import { TagsField, tagsOf, tagsText } from '../../components/TagsField';

/** Gives the server other tags. */
export const TagServer = ({ server }: { server: ServerDetail }) => (
  <DialogButton dialog={(close) => <TagDialog server={server} onClose={close} />}>
    <Tag size={15} aria-hidden="true" /> Tags
  </DialogButton>
);

function TagDialog({ server, onClose }: { server: ServerDetail; onClose: () => void }) {
  const [typed, setTyped] = useState(tagsText(server.tags));
  const client = useQueryClient();
  const tag = useMutation({
    mutationFn: serverCalls.tag,
    onSuccess: async () => {
      await serversChanged(client);
      onClose();
    },
  });
  return (
    <Dialog
      title="Tags of the server"
      description="People and API tokens can be limited to servers that have one of their tags."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Set the tags"
        busy={tag.isPending}
        error={tag.error}
        onSubmit={() => {
          tag.mutate({ id: server.id, tags: tagsOf(typed) });
        }}
      >
        <TagsField
          label="Tags"
          hint="Up to 16, with blanks between them: a-z, 0-9 and . _ - = : /"
          value={typed}
          onChange={setTyped}
        />
      </ActionForm>
    </Dialog>
  );
}
