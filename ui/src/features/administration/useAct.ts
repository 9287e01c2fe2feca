import { useMutation, useQueryClient } from '@tanstack/react-query';
import { administrationKey } from '../../api/administration';
import { askAnew } from '../../api/askAnew';
import { sessionQuery } from '../../api/session';

/** A change to who may do what; the lists, the acts and our own session are asked anew after it. */
export function useAct<T, V>(act: (what: V) => Promise<T>, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      onDone?.();
      void askAnew(client, { queryKey: administrationKey });
      void askAnew(client, { queryKey: sessionQuery.queryKey });
    },
  });
}
