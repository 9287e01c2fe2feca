import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { codesShown, factorCalls, type Offer } from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { Button } from '../../components/Button';
import { CopyText } from '../../components/CopyText';
import { PasswordField } from '../../components/PasswordField';
import { CodeField } from './CodeField';
import { QrCode } from './QrCode';
import styles from './session.module.css';

/** Sets up a second factor: the password, a code of the new secret, and codes to write down. */
export function Enrolment({ onDone }: { onDone: () => void }) {
  const [password, setPassword] = useState('');
  const offer = useMutation({ mutationFn: factorCalls.offer });
  if (offer.data) return <Proof offer={offer.data} onDone={onDone} />;
  return (
    <ActionForm
      action="Go on"
      busy={offer.isPending}
      error={offer.error}
      onSubmit={() => {
        offer.mutate({ password });
      }}
    >
      <PasswordField
        label="Password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
    </ActionForm>
  );
}

function Proof({ offer, onDone }: { offer: Offer; onDone: () => void }) {
  const [code, setCode] = useState('');
  const enrol = useMutation({
    mutationFn: factorCalls.enrol,
    onSuccess: () => {
      codesShown.set(true);
    },
  });
  if (enrol.data) return <RecoveryCodes codes={enrol.data.recovery_codes} onDone={onDone} />;
  return (
    <div className={styles.steps}>
      <p>Have your application for codes read this, or type the secret in.</p>
      <QrCode label="The secret as a QR code" text={offer.uri} />
      <CopyText label="Secret" text={offer.secret} />
      <ActionForm
        action="Set it up"
        busy={enrol.isPending}
        error={enrol.error}
        onSubmit={() => {
          enrol.mutate({ offer: offer.offer, code });
        }}
      >
        <CodeField hint="The six digits that it shows now." value={code} onChange={setCode} />
      </ActionForm>
    </div>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  useEffect(
    () => () => {
      codesShown.set(false);
    },
    [],
  );
  return (
    <div className={styles.steps}>
      <p role="status">
        From now on you sign in with a code, too. Write these down: each lets you in once, should
        you lose your application. They are shown only now.
      </p>
      <CopyText label="Recovery codes" text={codes.join('\n')} />
      <Button
        look="primary"
        onClick={() => {
          codesShown.set(false);
          onDone();
        }}
      >
        I have written them down
      </Button>
    </div>
  );
}
