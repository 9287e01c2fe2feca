import type { ReactNode, SubmitEvent } from 'react';
import { adminToken } from '../api/admin';
import { ApiError } from '../api/client';
import { useStore } from '../lib/store';
import styles from './AdminForm.module.css';
import { Button } from './Button';
import { Field } from './Field';

interface Props {
  /** What is done, on the button. */
  action: string;
  danger?: boolean;
  busy: boolean;
  error: Error | null;
  onSubmit: () => void;
  children?: ReactNode;
}

/** Asks for what only an administrator may do, and says why where it was refused. */
export function AdminForm({ action, danger, busy, error, onSubmit, children }: Props) {
  const token = useStore(adminToken);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {children}
      <Field
        label="Admin token"
        type="password"
        autoComplete="off"
        required
        value={token}
        hint="NODEPULSE_ADMIN_TOKEN, or the file admin-token in the data folder. Forgotten when the page is closed."
        onChange={(event) => {
          adminToken.set(event.target.value);
        }}
      />
      {error && (
        <p className={styles.error} role="alert">
          {error instanceof ApiError && error.failure === 'no-permission'
            ? `Not allowed with this token. ${error.message}`
            : error.message}
        </p>
      )}
      <Button type="submit" look={danger ? 'danger' : 'primary'} disabled={busy}>
        {action}
      </Button>
    </form>
  );
}
