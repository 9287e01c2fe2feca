import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sessionQuery, type Session } from '../../api/session';

/** Signs in, by that call; the page is then the person's. */
export function useSignIn<T = void>(signIn: (shown: T) => Promise<Session>, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      onDone();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}
