import { signInWanted, useMay, useSession } from '../../api/session';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { ActsPanel } from './ActsPanel';
import { PeoplePanel } from './PeoplePanel';
import { TokensPanel } from './TokensPanel';

/** Who may do what here, and what was done. */
export default function AdministrationPage() {
  const mayAdminister = useMay('admin');
  return (
    <Page title="Administration">
      {mayAdminister ? (
        <>
          <PeoplePanel />
          <TokensPanel />
          <ActsPanel />
        </>
      ) : (
        <OnlyAdministrators />
      )}
    </Page>
  );
}

function OnlyAdministrators() {
  const session = useSession();
  const signIn = (
    <Button
      look="primary"
      onClick={() => {
        signInWanted.set('asked');
      }}
    >
      Sign in
    </Button>
  );
  return (
    <Notice title="Only for administrators" action={session?.signed_in ? undefined : signIn}>
      {session?.signed_in
        ? `You are signed in with the role ${session.role ?? 'of nobody'}.`
        : 'Sign in with the role admin to see people, API tokens and what was done.'}
    </Notice>
  );
}
