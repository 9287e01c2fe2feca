import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  administrationCalls,
  administrationQueries,
  type ApiToken,
} from '../../api/administration';
import { roles } from '../../api/session';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import field from '../../components/Field.module.css';
import { shownName } from '../../lib/shownName';
import { useAct } from './useAct';

/** Has somebody else answer for an API token, of those whose role is high enough. */
export function HandOverToken({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const people = useQuery(administrationQueries.people);
  const able = (people.data?.people ?? []).filter(
    ({ name, role }) =>
      roles.indexOf(role) >= roles.indexOf(token.role) && `person:${name}` !== token.issuer,
  );
  const [chosen, setChosen] = useState('');
  const handOver = useAct(administrationCalls.handOverToken, onClose);
  return (
    <Dialog
      title={`Hand ${shownName(token.name)} over`}
      description="It ends with who answers for it. Its role, its servers and its end stay."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Hand it over"
        busy={handOver.isPending}
        ready={chosen !== ''}
        error={handOver.error ?? people.error}
        onSubmit={() => {
          handOver.mutate({ id: token.id, issuer: `person:${chosen}` });
        }}
      >
        <label className={field.field}>
          <span>To</span>
          <select
            className={field.input}
            required
            value={chosen}
            onChange={(event) => {
              setChosen(event.target.value);
            }}
          >
            <option value="">
              {people.data && able.length === 0 ? 'Nobody else has its role' : 'Choose a person'}
            </option>
            {able.map(({ name }) => (
              <option key={name} value={name}>
                {shownName(name)}
              </option>
            ))}
          </select>
        </label>
      </ActionForm>
    </Dialog>
  );
}
