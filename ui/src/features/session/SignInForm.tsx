import { useState } from 'react';
import { ApiError } from '../../api/client';
import { noPasskeys } from '../../api/passkeys';
import { sessionCalls, useSession } from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { PasswordField } from '../../components/PasswordField';
import { NameField } from '../../components/NameField';
import { CodeField } from './CodeField';
import { useSignIn } from './useSignIn';

/** Signs a person in by name and password, and by a code where that person has a second factor. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeWanted, setCodeWanted] = useState(false);
  const signIn = useSignIn(sessionCalls.signIn, onDone);
  const { error } = signIn;
  const none = noPasskeys(useSession());
  if (!codeWanted && error instanceof ApiError && error.field === 'code') setCodeWanted(true);
  return (
    <ActionForm
      action="Sign in"
      busy={signIn.isPending}
      error={signIn.variables?.code === undefined && codeWanted ? null : error}
      onSubmit={() => {
        signIn.mutate({ name: name.trim(), password, ...(codeWanted && { code }) });
      }}
    >
      <NameField autoComplete="username" value={name} onChange={setName} />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      {codeWanted && (
        <CodeField
          hint="Of your application for codes, or one of your recovery codes."
          value={code}
          onChange={setCode}
        />
      )}
      {none !== null && error instanceof ApiError && error.field === 'passkey' && <p>{none}</p>}
    </ActionForm>
  );
}
