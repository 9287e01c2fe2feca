import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { operatorCalls } from '../../api/operator';
import { ActionForm } from '../../components/ActionForm';
import { At } from '../../components/At';
import { CopyText } from '../../components/CopyText';
import { Dialog } from '../../components/Dialog';
import { DialogButton } from '../../components/DialogButton';

/** Gives the agent of a server another token, or takes away the ones it has. */
export const AgentToken = ({ serverId }: { serverId: string }) => (
  <DialogButton dialog={(close) => <AgentTokenDialog serverId={serverId} onClose={close} />}>
    <KeyRound size={15} aria-hidden="true" /> Agent token
  </DialogButton>
);

function AgentTokenDialog({ serverId, onClose }: { serverId: string; onClose: () => void }) {
  const rotate = useMutation({ mutationFn: operatorCalls.rotateToken });
  const revoke = useMutation({ mutationFn: operatorCalls.revokeToken, onSuccess: onClose });
  if (rotate.data) {
    return (
      <Dialog
        title="The new agent token"
        description="It is shown only this once. Give it to the agent."
        open
        onClose={onClose}
      >
        <CopyText label="Agent token" text={rotate.data.agent_token} />
        <p>
          The one before is valid until <At time={rotate.data.previous_valid_until} />.
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title="Agent token"
      description="A new one replaces the present one, which stays valid for a while. Revoked, the agent is refused at once."
      open
      onClose={onClose}
    >
      <ActionForm
        action="Make a new token"
        busy={rotate.isPending}
        error={rotate.error}
        onSubmit={() => {
          rotate.mutate(serverId);
        }}
      />
      <ActionForm
        action="Revoke the token"
        danger
        busy={revoke.isPending}
        error={revoke.error}
        onSubmit={() => {
          revoke.mutate(serverId);
        }}
      />
    </Dialog>
  );
}
