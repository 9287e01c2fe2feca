import { useState } from 'react';
import { administrationCalls } from '../../api/administration';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { NewPasswordField } from '../../components/NewPasswordField';
import { useIsOwn, type PersonDialogProps } from './PersonDialog';
import { useAct } from './useAct';
import { shownName } from '../../lib/shownName';

/** Gives a person another password, which ends their sessions. */
export function SetPassword({ person, onClose }: PersonDialogProps) {
  const [password, setPassword] = useState('');
  const own = useIsOwn(person);
  const change = useAct(administrationCalls.changePerson, onClose);
  return (
    <Dialog
      title={`Password of ${shownName(person.name)}`}
      description={
        own
          ? 'This is you: you are signed out, and sign in with the new one.'
          : 'The person is signed out everywhere. Tell them the new one.'
      }
      open
      onClose={onClose}
    >
      <ActionForm
        action="Set the password"
        busy={change.isPending}
        error={change.error}
        onSubmit={() => {
          change.mutate({ name: person.name, password });
        }}
      >
        <NewPasswordField label="Password" own={false} value={password} onChange={setPassword} />
      </ActionForm>
    </Dialog>
  );
}
