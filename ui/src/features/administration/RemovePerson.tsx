import { administrationCalls } from '../../api/administration';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { useIsOwn, type PersonDialogProps } from './PersonDialog';
import { useAct } from './useAct';
import { shownName } from '../../lib/shownName';

/** Ends that a person may sign in, after asking. */
export function RemovePerson({ person, onClose }: PersonDialogProps) {
  const own = useIsOwn(person);
  const remove = useAct(administrationCalls.removePerson, onClose);
  return (
    <Dialog
      title={`Remove ${shownName(person.name)}?`}
      description={
        own
          ? 'This is you: you are signed out and cannot sign in again. API tokens that you issued end.'
          : 'The person is signed out everywhere and cannot sign in again. API tokens that they issued end, unless they were handed over. What they did stays on record.'
      }
      open
      onClose={onClose}
    >
      <ActionForm
        action={`Remove ${shownName(person.name)}`}
        danger
        busy={remove.isPending}
        error={remove.error}
        onSubmit={() => {
          remove.mutate(person.name);
        }}
      />
    </Dialog>
  );
}
