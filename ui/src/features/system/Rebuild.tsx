import { useMutation, useQueryClient } from '@tanstack/react-query';
import { askAnew } from '../../api/askAnew';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { operatorCalls } from '../../api/operator';
import { ActionForm } from '../../components/ActionForm';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';

/** Builds a projection anew from the events, after asking. */
export function Rebuild({ projection, disabled }: { projection: string; disabled: boolean }) {
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const close = () => {
    setOpen(false);
  };
  const rebuild = useMutation({
    mutationFn: operatorCalls.rebuild,
    onSuccess: () => {
      close();
      return askAnew(client, { queryKey: ['projections'] });
    },
  });
  return (
    <>
      <Button
        disabled={disabled}
        onClick={() => {
          rebuild.reset();
          setOpen(true);
        }}
      >
        <RotateCcw size={14} aria-hidden="true" /> Rebuild
      </Button>
      <Dialog
        title={`Rebuild ${projection}?`}
        description="All events are read again into new tables, which replace the present ones when they have caught up. Queries go on meanwhile. It takes disk space for a second copy."
        open={open}
        onClose={close}
      >
        <ActionForm
          action={`Rebuild ${projection}`}
          danger
          busy={rebuild.isPending}
          error={rebuild.error}
          onSubmit={() => {
            rebuild.mutate(projection);
          }}
        />
      </Dialog>
    </>
  );
}
