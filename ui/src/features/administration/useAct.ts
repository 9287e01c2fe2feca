import { useMutation, useQueryClient } from '@tanstack/react-query';
import { administrationKey } from '../../api/administration';
import { sessionQuery } from '../../api/session';

/** A change to who may do what; the lists, the acts and our own session are asked anew after it. */
export function useAct<T, V>(act: (what: V) => Promise<T>, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      onDone?.();
      void client.invalidateQueries({ queryKey: administrationKey });
      void client.invalidateQueries(sessionQuery);
    },
  });
}
