import { ActionForm } from '../../components/ActionForm';
import { Dialog } from '../../components/Dialog';

interface Props {
  error: Error;
  busy: boolean;
  onRetry: () => void;
  onClose: () => void;
}

/** Says that the session goes on, to somebody who may be about to leave the machine. */
export default function SignOutFailed({ error, busy, onRetry, onClose }: Props) {
  return (
    <Dialog title="You are still signed in" open onClose={onClose}>
      <ActionForm action="Sign out" busy={busy} error={error} onSubmit={onRetry} />
    </Dialog>
  );
}
