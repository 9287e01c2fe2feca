import { shownName } from './shownName';

/** What a server is called, as it is shown; its id where nobody gave it a name. */
export const serverName = ({ name, id }: { name: string | null; id: string }): string =>
  shownName(name ?? id);
