import { administrationCalls, type ApiToken } from '../../api/administration';
import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';
import { useAct } from './useAct';
import { shownName } from '../../lib/shownName';

/** Ends an API token before its time, after asking. */
export function RevokeToken({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const revoke = useAct(administrationCalls.revokeToken, onClose);
  return (
    <Dialog
      title={`Revoke ${shownName(token.name)}?`}
      description="Programs that call with it are refused from now on. It cannot be undone."
      open
      onClose={onClose}
    >
      <ActionForm
        action={`Revoke ${shownName(token.name)}`}
        danger
        busy={revoke.isPending}
        error={revoke.error}
        onSubmit={() => {
          revoke.mutate(token.id);
        }}
      />
    </Dialog>
  );
}
