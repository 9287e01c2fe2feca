import { useState } from 'react';
import { administrationCalls } from '../../api/administration';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import field from '../../components/Field.module.css';
import { Segmented } from '../../components/Segmented';
import { shownName } from '../../lib/shownName';
import { useIsOwn, type PersonDialogProps } from './PersonDialog';
import { useAct } from './useAct';

const options = [
  {
    value: 'kept',
    label: 'Kept',
    means: 'What they did stays on record, with their name and addresses.',
  },
  {
    value: 'erased',
    label: 'Erased',
    means:
      'What they did stays on record, but nobody can read their name and addresses again. This cannot be undone.',
  },
] as const;

/** Ends that a person may sign in, after asking whether they are erased as well. */
export function RemovePerson({ person, onClose }: PersonDialogProps) {
  const own = useIsOwn(person);
  const [name, setName] = useState<'kept' | 'erased'>('kept');
  const remove = useAct(administrationCalls.removePerson, onClose);
  const shown = shownName(person.name);
  const erase = name === 'erased';
  return (
    <Dialog
      title={`Remove ${shown}?`}
      description={
        own
          ? 'This is you: you are signed out and cannot sign in again. API tokens that you issued end.'
          : 'The person is signed out everywhere and cannot sign in again. API tokens that they issued end, unless they were handed over.'
      }
      open
      onClose={onClose}
    >
      <ActionForm
        action={erase ? `Remove and erase ${shown}` : `Remove ${shown}`}
        danger
        busy={remove.isPending}
        error={remove.error}
        onSubmit={() => {
          remove.mutate({ name: person.name, erase });
        }}
      >
        <div className={field.field}>
          <span>Name and addresses on record</span>
          <span>
            <Segmented
              label="Name and addresses on record"
              options={[...options]}
              value={name}
              onChange={setName}
            />
          </span>
          <span className={field.hint} role="status">
            {options.find((option) => option.value === name)?.means}
          </span>
        </div>
      </ActionForm>
    </Dialog>
  );
}
