import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addFirstPerson } from '../../api/administration';
import { sessionCalls } from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { NameField } from '../../components/NameField';
import { NewPasswordField } from '../../components/NewPasswordField';
import { PasswordField } from '../../components/PasswordField';
import { useSignIn } from './useSignIn';

/** Makes whoever holds the server's admin token its first administrator, and signs them in. */
export function FirstPerson({ onDone }: { onDone: () => void }) {
  const [token, setToken] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const person = { name: name.trim(), password };
  const signIn = useSignIn(sessionCalls.signIn, onDone);
  const add = useMutation({
    mutationFn: () => addFirstPerson(token.trim(), person),
    onSuccess: () => {
      signIn.mutate(person);
    },
  });
  return (
    <ActionForm
      action="Add and sign in"
      busy={add.isPending || signIn.isPending}
      error={add.error ?? signIn.error}
      onSubmit={() => {
        add.mutate();
      }}
    >
      <PasswordField
        label="Admin token"
        autoComplete="off"
        hint="NODEPULSE_ADMIN_TOKEN, or the file admin-token in the data folder. Used once and not kept."
        value={token}
        onChange={setToken}
      />
      <NameField autoComplete="username" maxLength={64} value={name} onChange={setName} />
      <NewPasswordField label="Password" own value={password} onChange={setPassword} />
    </ActionForm>
  );
}
