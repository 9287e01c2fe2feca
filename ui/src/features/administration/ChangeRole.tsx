import { useState } from 'react';
import { administrationCalls } from '../../api/administration';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { useIsOwn, type PersonDialogProps } from './PersonDialog';
import { RoleField } from './RoleField';
import { useAct } from './useAct';
import { shownName } from '../../lib/shownName';

/** Changes what a person may do. */
export function ChangeRole({ person, onClose }: PersonDialogProps) {
  const [role, setRole] = useState(person.role);
  const own = useIsOwn(person);
  const change = useAct(administrationCalls.changePerson, onClose);
  return (
    <Dialog
      title={`Role of ${shownName(person.name)}`}
      description={
        own
          ? 'This is you. With a lower role you cannot undo it yourself.'
          : 'It holds from the next call on, also where the person is signed in.'
      }
      open
      onClose={onClose}
    >
      <ActionForm
        action="Change the role"
        busy={change.isPending}
        error={change.error}
        onSubmit={() => {
          change.mutate({ name: person.name, role });
        }}
      >
        <RoleField value={role} onChange={setRole} />
      </ActionForm>
    </Dialog>
  );
}
