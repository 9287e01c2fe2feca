import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { operatorCalls } from '../../api/operator';
import { ActionForm } from '../../components/ActionForm';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Field } from '../../components/Field';
import { NewServerFacts } from './NewServerFacts';

/** Registers a server, and shows once what its agent needs. */
export function AddServer() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        look="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        <Plus size={15} aria-hidden="true" /> Add a server
      </Button>
      {open && (
        <AddServerDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function AddServerDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: operatorCalls.addServer,
    onSuccess: () => client.invalidateQueries({ queryKey: ['servers'] }),
  });
  return (
    <Dialog
      title={add.data ? 'The server is registered' : 'Add a server'}
      description={
        add.data
          ? 'The token is shown only this once. Keep it, or have a new one made later.'
          : 'Its agent signs in with a token that is made for it.'
      }
      open
      onClose={onClose}
    >
      {add.data ? (
        <NewServerFacts server={add.data} />
      ) : (
        <ActionForm
          action="Add the server"
          busy={add.isPending}
          error={add.error}
          onSubmit={() => {
            add.mutate(name.trim());
          }}
        >
          <Field
            label="Name"
            required
            maxLength={100}
            value={name}
            placeholder="web-1"
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        </ActionForm>
      )}
    </Dialog>
  );
}
