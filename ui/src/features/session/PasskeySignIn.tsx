import { passkeyCalls } from '../../api/passkeys';
import { ActionForm } from '../../components/ActionForm';
import { useSignIn } from './useSignIn';

/** Signs in with a passkey: nothing is typed. */
export function PasskeySignIn({ onDone }: { onDone: () => void }) {
  const signIn = useSignIn(passkeyCalls.signIn, onDone);
  return (
    <ActionForm
      action="Sign in with a passkey"
      busy={signIn.isPending}
      error={signIn.error}
      onSubmit={() => {
        signIn.mutate();
      }}
    />
  );
}
