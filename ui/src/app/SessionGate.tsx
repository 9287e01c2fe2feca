import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { codesShown, lacksFactor, sessionQuery, signInWanted } from '../api/session';
import { addresses, useParameters } from '../lib/address';
import { takeReturnPlace } from '../lib/returnPlace';
import { useStore } from '../lib/store';
import { ComingPage } from './ComingPage';

const EnrolPage = lazy(() => import('../features/session/EnrolPage'));
const SignInPage = lazy(() => import('../features/session/SignInPage'));

/**
 * Shows the sign-in in place of the page, where nobody is signed in and somebody should be, or the
 * enrolment of a second factor that has to be. The
 * address stays, so that the page is there again afterwards.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data: session, isPending } = useQuery(sessionQuery);
  const wanted = useStore(signInWanted);
  const outcome = useParameters().get('sign_in');
  const showsCodes = useStore(codesShown);
  useForgettingOthers(session?.name);
  useReturn(session?.signed_in === true);

  if (isPending) return <ComingPage />;
  if (session?.signed_in && (showsCodes || lacksFactor(session))) {
    return (
      <Suspense fallback={<ComingPage />}>
        <EnrolPage />
      </Suspense>
    );
  }
  if (!session || session.signed_in) return children;
  if (session.reading === 'open' && wanted === null && outcome === null) return children;
  return (
    <Suspense fallback={<ComingPage />}>
      <SignInPage session={session} />
    </Suspense>
  );
}

/** Lets go of what was fetched for somebody else. */
function useForgettingOthers(name: string | null | undefined): void {
  const client = useQueryClient();
  useEffect(
    () => () => {
      client.removeQueries({
        type: 'inactive',
        predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0],
      });
    },
    [client, name],
  );
}

/** A provider of identities leads back to the first page, not to where one was. */
function useReturn(signedIn: boolean): void {
  const [location, navigate] = useLocation();
  useEffect(() => {
    if (!signedIn) return;
    const place = takeReturnPlace();
    if (place !== null && location === addresses.fleet) navigate(place, { replace: true });
  }, [signedIn, location, navigate]);
}
