import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { noPasskeys, passkeyCalls, signed, type Passkey, type Proof } from '../../api/passkeys';
import { useSession } from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { Button } from '../../components/Button';
import { shownName } from '../../lib/shownName';
import { nothingTyped, proofOf, ProofFields, useHasCodes } from './ProofFields';

interface Props {
  passkey: Passkey;
  onDone: () => void;
  onCancel: () => void;
}

/** Removes a passkey, by the password or by any passkey that is left. */
export function RemovePasskey({ passkey, onDone, onCancel }: Props) {
  const [typed, setTyped] = useState(nothingTyped);
  const hasCodes = useHasCodes();
  const none = noPasskeys(useSession());
  const remove = useMutation({
    mutationFn: async (proof: Proof | null) =>
      passkeyCalls.remove({
        id: passkey.id,
        proof: proof ?? { credential: await signed() },
      }),
    onSuccess: onDone,
  });
  return (
    <>
      <p>
        Remove <bdi>{shownName(passkey.name)}</bdi>? It lets you in no more.
      </p>
      <ActionForm
        action="Remove it"
        danger
        busy={remove.isPending}
        error={remove.error}
        onSubmit={() => {
          remove.mutate(proofOf(typed, hasCodes));
        }}
      >
        <ProofFields typed={typed} onChange={setTyped} />
      </ActionForm>
      {none === null && (
        <Button
          disabled={remove.isPending}
          onClick={() => {
            remove.mutate(null);
          }}
        >
          Show a passkey instead of the password
        </Button>
      )}
      <Button onClick={onCancel}>Keep it</Button>
    </>
  );
}
