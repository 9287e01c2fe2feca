import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sessionCalls, sessionQuery } from '../../api/session';

/** Signs in; the page is then the person's. */
export function useSignIn(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sessionCalls.signIn,
    onSuccess: (session) => {
      onDone();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}
