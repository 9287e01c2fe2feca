import type { ReactNode, SubmitEvent } from 'react';
import { ApiError } from '../api/client';
import { useNow } from '../lib/clock';
import { duration, sentence } from '../lib/format';
import styles from './ActionForm.module.css';
import { Button } from './Button';

interface Props {
  /** What is done, on the button. */
  action: string;
  danger?: boolean;
  busy: boolean;
  /** Whether what it needs is filled in. */
  ready?: boolean;
  /** Why it was not done. */
  error: Error | null;
  onSubmit: () => void;
  children?: ReactNode;
}

/** Asks for something to be done, says why where it was refused, and waits where it must. */
export function ActionForm({
  action,
  danger,
  busy,
  ready = true,
  error,
  onSubmit,
  children,
}: Props) {
  const retryAt = error instanceof ApiError ? (error.retryAt ?? 0) : 0;
  const waitSeconds = Math.ceil((retryAt - useNow()) / 1_000);
  const waits = waitSeconds > 0;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!waits && ready) onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {children}
      {error && (retryAt === 0 || waits) && (
        <p className={styles.error} role="alert">
          {sentence(error.message)}
        </p>
      )}
      <Button type="submit" look={danger ? 'danger' : 'primary'} disabled={busy || waits || !ready}>
        {waits ? `${action} (in ${duration(waitSeconds)})` : action}
      </Button>
    </form>
  );
}
