import { useState } from 'react';
import type { ServerDetail } from '../../api/schema';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { NameField } from '../../components/NameField';
import { serverName } from '../../lib/serverName';

interface Props {
  server: ServerDetail;
  title: string;
  /** What it does, and what it leaves. */
  description: string;
  /** What is done, on the button. */
  action: string;
  busy: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Does what cannot be undone, once the server's name was typed. */
export function NamedServerDialog({
  server,
  title,
  description,
  action,
  busy,
  error,
  onConfirm,
  onClose,
}: Props) {
  const [typed, setTyped] = useState('');
  const name = serverName(server);
  return (
    <Dialog title={title} description={description} open onClose={onClose}>
      <ActionForm
        action={action}
        danger
        busy={busy}
        ready={typed.trim() === name}
        error={error}
        onSubmit={onConfirm}
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
