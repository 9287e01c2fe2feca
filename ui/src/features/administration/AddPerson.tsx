import { useState } from 'react';
import { administrationCalls } from '../../api/administration';
import type { Role } from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { NameField } from '../../components/NameField';
import { NewPasswordField } from '../../components/NewPasswordField';
import { RoleField } from './RoleField';
import { ScopeField, scopeOf } from './ScopeField';
import { useAct } from './useAct';

/** Lets somebody sign in from now on. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [password, setPassword] = useState('');
  const [scope, setScope] = useState('');
  const add = useAct(administrationCalls.addPerson, onClose);
  return (
    <Dialog
      title="Add a person"
      description="Tell them the password. They can change it once they are signed in."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Add the person"
        busy={add.isPending}
        error={add.error}
        onSubmit={() => {
          const tags = scopeOf(role, scope);
          add.mutate({
            name: name.trim(),
            role,
            password,
            ...(tags.length > 0 && { server_tags: tags }),
          });
        }}
      >
        <NameField autoComplete="off" maxLength={64} value={name} onChange={setName} />
        <RoleField value={role} onChange={setRole} />
        <ScopeField role={role} value={scope} onChange={setScope} />
        <NewPasswordField label="Password" own={false} value={password} onChange={setPassword} />
      </ActionForm>
    </Dialog>
  );
}
