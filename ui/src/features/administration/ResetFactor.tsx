import { administrationCalls } from '../../api/administration';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { shownName } from '../../lib/shownName';
import type { PersonDialogProps } from './PersonDialog';
import { useAct } from './useAct';

/** Takes somebody's second factor away, who has lost it. */
export function ResetFactor({ person, onClose }: PersonDialogProps) {
  const reset = useAct(administrationCalls.resetFactor, onClose);
  const name = shownName(person.name);
  return (
    <Dialog
      title={`Reset the second factor of ${name}?`}
      description="The person is signed out everywhere, and the password alone lets them in until they set one up again. Be sure who asked you for it."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Reset it"
        danger
        busy={reset.isPending}
        error={reset.error}
        onSubmit={() => {
          reset.mutate(person.name);
        }}
      />
    </Dialog>
  );
}
