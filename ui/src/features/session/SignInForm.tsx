import { useState } from 'react';
import { ActionForm } from '../../components/ActionForm';
import { PasswordField } from '../../components/PasswordField';
import { NameField } from '../../components/NameField';
import { useSignIn } from './useSignIn';

/** Signs a person in by name and password. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn(onDone);
  return (
    <ActionForm
      action="Sign in"
      busy={signIn.isPending}
      error={signIn.error}
      onSubmit={() => {
        signIn.mutate({ name: name.trim(), password });
      }}
    >
      <NameField autoComplete="username" value={name} onChange={setName} />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
    </ActionForm>
  );
}
