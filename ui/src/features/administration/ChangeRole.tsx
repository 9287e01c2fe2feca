import { useState } from 'react';
import { administrationCalls } from '../../api/administration';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { tagsText } from '../../components/TagsField';
import { useIsOwn, type PersonDialogProps } from './PersonDialog';
import { RoleField } from './RoleField';
import { ScopeField, scopeOf } from './ScopeField';
import { useAct } from './useAct';
import { shownName } from '../../lib/shownName';

/** Changes what a person may do. */
export function ChangeRole({ person, onClose }: PersonDialogProps) {
  const [role, setRole] = useState(person.role);
  const [scope, setScope] = useState(tagsText(person.server_tags));
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
          const tags = scopeOf(role, scope);
          const same = tagsText(tags) === tagsText(person.server_tags);
          change.mutate({ name: person.name, role, ...(!same && { server_tags: tags }) });
        }}
      >
        <RoleField value={role} onChange={setRole} />
        <ScopeField role={role} value={scope} onChange={setScope} />
      </ActionForm>
    </Dialog>
  );
}
