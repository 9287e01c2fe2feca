import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleUser } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import {
  sessionCalls,
  sessionQuery,
  signInWanted,
  useMay,
  useSession,
  type Session,
} from '../api/session';
import { ActionMenu } from '../components/Menu';
import { Button } from '../components/Button';
import { addresses } from '../lib/address';
import { shownName } from '../lib/shownName';
import { AccountHeading } from './AccountHeading';
import styles from './TopBar.module.css';

const ChangePassword = lazy(() => import('../features/session/ChangePassword'));
const OwnSessions = lazy(() => import('../features/session/OwnSessions'));
const Passkeys = lazy(() => import('../features/session/Passkeys'));
const SecondFactor = lazy(() => import('../features/session/SecondFactor'));
const SignOutFailed = lazy(() => import('../features/session/SignOutFailed'));

const dialogs = {
  password: ChangePassword,
  factor: SecondFactor,
  passkeys: Passkeys,
  sessions: OwnSessions,
};

/** Who is signed in and what they can do about it; where nobody is, the way in. */
export function AccountMenu({ locked }: { locked: boolean }) {
  const session = useSession();
  if (session?.signed_in) return <SignedIn session={session} locked={locked} />;
  if (!session || locked) return null;
  return (
    <Button
      look="quiet"
      onClick={() => {
        signInWanted.set('asked');
      }}
    >
      <CircleUser size={16} aria-hidden="true" />
      <span className={styles.signIn}>Sign in</span>
    </Button>
  );
}

function SignedIn({ session, locked }: { session: Session; locked: boolean }) {
  const name = shownName(session.name ?? '');
  const [asked, setAsked] = useState<keyof typeof dialogs | null>(null);
  const factor = session.second_factor;
  // Stays while it is tried again, unlike the error of the mutation.
  const [notSignedOut, setNotSignedOut] = useState<Error | null>(null);
  const opens = (dialog: keyof typeof dialogs, text: string) => ({
    text,
    onSelect: () => {
      setAsked(dialog);
    },
  });
  const AskedDialog = asked && dialogs[asked];
  const [, navigate] = useLocation();
  const mayAdminister = useMay('admin') && !locked;
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: (everywhere: boolean) =>
      everywhere ? sessionCalls.signOutEverywhere() : sessionCalls.signOut(),
    onSuccess: () => client.refetchQueries(sessionQuery),
    onError: setNotSignedOut,
  });
  return (
    <>
      <ActionMenu
        label="Account"
        trigger={
          <Button look="quiet" aria-label={`Account of ${name}`}>
            <CircleUser size={16} aria-hidden="true" />
            <bdi className={styles.name}>{name}</bdi>
          </Button>
        }
        heading={<AccountHeading session={session} />}
        actions={[
          ...(mayAdminister
            ? [
                {
                  text: 'Administration',
                  onSelect: () => {
                    navigate(addresses.administration);
                  },
                },
              ]
            : []),
          ...(session.provider === null && !locked ? [opens('password', 'Change password…')] : []),
          ...(factor && !locked
            ? [
                opens(
                  'factor',
                  `${(factor.codes ?? factor.enrolled) ? 'Remove' : 'Set up'} second factor…`,
                ),
              ]
            : []),
          ...(session.provider === null && !locked ? [opens('passkeys', 'Passkeys…')] : []),
          ...(locked ? [] : [opens('sessions', 'Sessions…')]),
          {
            text: 'Sign out',
            onSelect: () => {
              signOut.mutate(false);
            },
          },
          {
            text: 'End all sessions',
            onSelect: () => {
              signOut.mutate(true);
            },
          },
        ]}
      />
      {AskedDialog && (
        <Suspense>
          <AskedDialog
            onClose={() => {
              setAsked(null);
            }}
          />
        </Suspense>
      )}
      {notSignedOut && (
        <Suspense>
          <SignOutFailed
            error={notSignedOut}
            busy={signOut.isPending}
            onRetry={() => {
              signOut.mutate(signOut.variables ?? false);
            }}
            onClose={() => {
              setNotSignedOut(null);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
