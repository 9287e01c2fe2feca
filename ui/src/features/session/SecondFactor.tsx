import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { factorCalls, sessionQuery, useSession } from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { PasswordField } from '../../components/PasswordField';
import { CodeField } from './CodeField';
import { Enrolment } from './Enrolment';
import { useHasCodes } from './ProofFields';

/** Sets up the own second factor, or removes it. */
export default function SecondFactor({ onClose }: { onClose: () => void }) {
  // What it was when it opened: with the last step it becomes the other.
  const [enrolled] = useState(useHasCodes());
  return enrolled ? <Removal onClose={onClose} /> : <Setup onClose={onClose} />;
}

function Setup({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const done = () => {
    onClose();
    void client.refetchQueries(sessionQuery);
  };
  return (
    <Dialog
      title="Set up a second factor"
      description="You sign in with a code beside your password. Your other sessions end."
      open
      onClose={done}
    >
      <Enrolment onDone={done} />
    </Dialog>
  );
}

function Removal({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const left = useSession()?.second_factor?.recovery_codes_left;
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: factorCalls.remove,
    onSuccess: () => {
      onClose();
      return client.refetchQueries(sessionQuery);
    },
  });
  return (
    <Dialog
      title="Remove the second factor"
      description="Your password alone lets you in then. Your other sessions end. To change the application, or for new recovery codes, set one up again afterwards."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Remove it"
        danger
        busy={remove.isPending}
        error={remove.error}
        onSubmit={() => {
          remove.mutate({ password, code });
        }}
      >
        <PasswordField
          label="Password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <CodeField
          hint={`Of your application, or one of the recovery codes, of which ${left ?? 0} are left.`}
          value={code}
          onChange={setCode}
        />
      </ActionForm>
    </Dialog>
  );
}
