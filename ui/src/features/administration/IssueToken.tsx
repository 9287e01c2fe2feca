import { useState } from 'react';
import { administrationCalls } from '../../api/administration';
import type { Role } from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { CopyText } from '../../components/CopyText';
import { Dialog } from '../../components/Dialog';
import { Field } from '../../components/Field';
import { NameField } from '../../components/NameField';
import { endOfLocalDay, localDay } from '../../lib/time';
import { RoleField } from './RoleField';
import { ScopeField, scopeOf } from './ScopeField';
import { useAct } from './useAct';
import { shownName } from '../../lib/shownName';

const usualDays = 90;
const dayMs = 86_400_000;

/** Issues an API token, and shows it this once. */
export function IssueToken({ onClose }: { onClose: () => void }) {
  const [opened] = useState(() => Date.now());
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [day, setDay] = useState(() => localDay(opened + usualDays * dayMs));
  const [scope, setScope] = useState('');
  const issue = useAct(administrationCalls.issueToken);
  if (issue.data) {
    return (
      <Dialog
        title={`Token ${shownName(issue.data.name)}`}
        description="It is shown only this once. Programs send it as Authorization: Bearer."
        open
        onClose={onClose}
      >
        <CopyText label="API token" text={issue.data.token} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title="Issue an API token"
      description="Whoever holds it may do what its role may, until it expires or is revoked."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Issue the token"
        busy={issue.isPending}
        error={issue.error}
        onSubmit={() => {
          const expiresAt = new Date(endOfLocalDay(day)).toISOString();
          const tags = scopeOf(role, scope);
          issue.mutate({
            name: name.trim(),
            role,
            ...(tags.length > 0 && { server_tags: tags }),
            expires_at: expiresAt,
          });
        }}
      >
        <NameField
          autoComplete="off"
          maxLength={64}
          placeholder="nightly-report"
          value={name}
          onChange={setName}
        />
        <RoleField value={role} onChange={setRole} />
        <ScopeField role={role} value={scope} onChange={setScope} />
        <Field
          label="Valid until the end of"
          type="date"
          required
          min={localDay(opened)}
          value={day}
          onChange={(event) => {
            setDay(event.target.value);
          }}
        />
      </ActionForm>
    </Dialog>
  );
}
