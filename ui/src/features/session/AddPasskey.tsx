import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { passkeyCalls } from '../../api/passkeys';
import { ActionForm } from '../../components/ActionForm';
import { Field } from '../../components/Field';
import { nothingTyped, proofOf, ProofFields, useHasCodes } from './ProofFields';

/** Enrols a passkey of the authenticator that the browser finds. */
export function AddPasskey({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const [typed, setTyped] = useState(nothingTyped);
  const hasCodes = useHasCodes();
  const enrol = useMutation({ mutationFn: passkeyCalls.enrol, onSuccess: onDone });
  return (
    <ActionForm
      action="Add a passkey"
      busy={enrol.isPending}
      error={enrol.error}
      onSubmit={() => {
        enrol.mutate({ name, proof: proofOf(typed, hasCodes) });
      }}
    >
      <Field
        label="Name of the passkey"
        hint="Such as the machine that keeps it."
        required
        maxLength={64}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <ProofFields typed={typed} onChange={setTyped} />
    </ActionForm>
  );
}
