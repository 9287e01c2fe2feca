import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionCalls, sessionQuery, signInWanted } from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { NewPasswordField } from '../../components/NewPasswordField';
import { PasswordField } from '../../components/PasswordField';

/** Changes the own password, which ends all sessions of the person, this one too. */
export default function ChangePassword({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [next, setNext] = useState('');
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: sessionCalls.changePassword,
    onSuccess: () => {
      onClose();
      signInWanted.set('password-changed');
      return client.refetchQueries(sessionQuery);
    },
  });
  return (
    <Dialog
      title="Change your password"
      description="You are signed out everywhere, and sign in with the new one."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Change the password"
        busy={change.isPending}
        error={change.error}
        onSubmit={() => {
          change.mutate({ password, new_password: next });
        }}
      >
        <PasswordField
          label="Present password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <NewPasswordField label="New password" own value={next} onChange={setNext} />
      </ActionForm>
    </Dialog>
  );
}
