import type { Person } from '../../api/administration';
import { useSession } from '../../api/session';

/** What every dialog about a person is given. */
export interface PersonDialogProps {
  person: Person;
  onClose: () => void;
}

/** Whether it is about whoever sits here. */
export const useIsOwn = ({ name }: Person): boolean => useSession()?.name === name;
